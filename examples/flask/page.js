// The signed-in page: one store, and then the SDK as if MyDataHelps had opened the page.
import MyDataHelps from '@careevolution/mydatahelps-js';
import { createTokenStore } from '@mdh-tokens/store';

const line = document.querySelector('#participant');
const baseUrl = line.dataset.baseUrl;

const store = createTokenStore({
  authenticator: '/api/mydatahelps-token',
  sdk: MyDataHelps,
  ...(baseUrl === '' ? {} : { baseUrl }),
});

try {
  await store.start();
  const { demographics, participantIdentifier } = await MyDataHelps.getParticipantInfo();
  line.textContent = `MyDataHelps knows you as ${demographics.firstName} ${demographics.lastName} (${participantIdentifier}).`;
} catch (error) {
  line.textContent = `MyDataHelps cannot be asked: ${error.code}.`;
}
