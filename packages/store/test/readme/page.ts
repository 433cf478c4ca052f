import MyDataHelps from '@careevolution/mydatahelps-js';
import { createTokenStore } from '@mdh-tokens/store';

const store = createTokenStore({ authenticator: '/api/mydatahelps-token', sdk: MyDataHelps });
store.on('signed-out', ({ error }) => {
  if (error.code === 'unauthenticated') location.assign('/sign-in');
  else document.body.append('There is no access for you here. Reload the page, or ask the study team.');
});
// While you develop: what goes wrong, and what to do about it.
for (const event of ['refresh-failure', 'signed-out', 'failed'] as const) {
  store.on(event, ({ error }) => console.warn(error.message, error.hint));
}
void store.start();

// The SDK as always. Calls wait for a valid token; a 401 brings a new one and the call once more.
const participant = await MyDataHelps.getParticipantInfo();
console.log(`Hello ${participant.demographics.firstName}`);
