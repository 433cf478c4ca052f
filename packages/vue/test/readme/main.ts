import MyDataHelps from '@careevolution/mydatahelps-js';
import { createTokenStore } from '@mdh-tokens/store';
import { createTokens } from '@mdh-tokens/vue';
import { createApp } from 'vue';
import App from './App.vue';

const store = createTokenStore({ authenticator: '/api/mydatahelps-token', sdk: MyDataHelps });
createApp(App).use(createTokens(store)).mount('#app');
