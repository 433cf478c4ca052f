import MyDataHelps from '@careevolution/mydatahelps-js';
import { provideTokenStore } from '@mdh-tokens/angular';
import { createTokenStore } from '@mdh-tokens/store';
import { bootstrapApplication } from '@angular/platform-browser';
import { App } from './app/app';

const makeStore = () => createTokenStore({ authenticator: '/api/mydatahelps-token', sdk: MyDataHelps });
void bootstrapApplication(App, { providers: [provideTokenStore(makeStore)] });
