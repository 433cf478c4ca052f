// The token handling of the page: an app, and a store, for each session.
import MyDataHelps from '@careevolution/mydatahelps-js';
import { createTokenStore } from '@mdh-tokens/store';
import { createTokens } from '@mdh-tokens/vue';
import { createApp } from 'vue';
import Participant from './Participant.vue';
import SignIn from './SignIn.vue';
import { readSession } from './session.js';

async function open() {
  const session = await readSession();
  const app = createApp(session === null ? SignIn : Participant, {
    // Stops the store, if there is one: nothing of this participant is left for the next.
    onDone() {
      app.unmount();
      void open();
    },
  });
  if (session !== null) {
    const { key, baseUrl } = session;
    const options = { authenticator: '/api/mydatahelps-token', sdk: MyDataHelps, share: key, baseUrl };
    app.use(createTokens(createTokenStore(options)));
  }
  app.mount('#app');
}

void open();
