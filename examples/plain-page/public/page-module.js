import MyDataHelps from '@careevolution/mydatahelps-js';
import { createTokenStore } from '@mdh-tokens/store';

const store = createTokenStore({
  authenticator: '/api/mydatahelps-token',
  sdk: MyDataHelps,
  baseUrl: document.body.dataset.mydatahelps,
});
const output = document.querySelector('#name');
store.on('signed-out', () => (output.textContent = 'please sign in'));
store.on('failed', ({ error }) => (output.textContent = error.hint));
await store.start();
const participant = await MyDataHelps.getParticipantInfo();
output.textContent = participant.demographics.firstName;
