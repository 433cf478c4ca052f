import MyDataHelps from '@careevolution/mydatahelps-js';
import { createTokenStore } from '@mdh-tokens/store';

const store = createTokenStore({ authenticator: '/api/mydatahelps-token', sdk: MyDataHelps });
store.on('signed-out', () => location.assign('/sign-in'));
store.on('failed', ({ error }) => console.error(error.message, error.hint));
void store.start();

// The SDK as always. Calls wait for a valid token; a 401 brings a new one and the call once more.
const participant = await MyDataHelps.getParticipantInfo();
console.log(`Hello ${participant.demographics.firstName}`);
