import MyDataHelps from '@careevolution/mydatahelps-js';
import { createTokenStore } from '@mdh-tokens/store';

const store = createTokenStore({
  authenticator: '/api/mydatahelps-token',
  sdk: MyDataHelps,
  baseUrl: 'http://localhost:4810/',
});
await store.start();
console.log(await MyDataHelps.getParticipantInfo());
