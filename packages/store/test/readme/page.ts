import MyDataHelps from '@careevolution/mydatahelps-js';
import { createTokenStore } from '@mdh-tokens/store';

const store = createTokenStore({ authenticator: '/api/mydatahelps-token', sdk: MyDataHelps });
store.on('signed-out', () => location.assign('/sign-in'));
store.on('denied', () => document.body.append('There is no access for you here. Ask the study team.'));
// While you develop: what goes wrong, and what to do about it.
for (const event of ['refresh-failure', 'signed-out', 'denied', 'failed'] as const) {
  store.on(event, ({ error }) => console.warn(error.message, error.hint));
}
void store.start();

// The SDK as always. Calls wait for a valid token; a 401 brings a new one and the call once more.
const participant = await MyDataHelps.getParticipantInfo();
console.log(`Hello ${participant.demographics.firstName}`);
