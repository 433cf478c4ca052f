// The token handling of the page: a store for the session, if there is one.
import MyDataHelps from '@careevolution/mydatahelps-js';
import { provideTokenStore } from '@mdh-tokens/angular';
import { createTokenStore } from '@mdh-tokens/store';
import { bootstrapApplication } from '@angular/platform-browser';
import { Participant } from './app/participant';
import { readSession } from './app/session';
import { SignIn } from './app/sign-in';

const session = await readSession();

if (session === null) {
  await bootstrapApplication(SignIn);
} else {
  const { key, baseUrl } = session;
  const makeStore = () =>
    createTokenStore({ authenticator: '/api/mydatahelps-token', sdk: MyDataHelps, share: key, baseUrl });
  await bootstrapApplication(Participant, { providers: [provideTokenStore(makeStore)] });
}
