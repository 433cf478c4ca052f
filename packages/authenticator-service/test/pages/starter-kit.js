// main.js
import MyDataHelps from '@careevolution/mydatahelps-js';
import { createTokenStore } from '@mdh-tokens/store';

const store = createTokenStore({ authenticator: 'http://127.0.0.1:8790/', sdk: MyDataHelps });
void store.start();

store.state$.subscribe(({ status }) => {
  document.title = status;
});

// What the starter kit’s own components do next: ask the SDK, wherever the page is.
const { participantIdentifier } = await MyDataHelps.getParticipantInfo();
document.body.textContent = participantIdentifier;
