/* global yourJwt */
import { createTokenStore } from '@mdh-tokens/store';

const store = createTokenStore({
  authenticator: 'https://tokens.example.org/',
  // yourJwt stands for the call by which your provider's client gives its current token.
  headers: async () => ({ authorization: `Bearer ${await yourJwt()}` }),
});

await store.start();
document.body.textContent = await store.getToken();
