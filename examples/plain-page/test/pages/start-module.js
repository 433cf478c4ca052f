import { createTokenStore } from '@mdh-tokens/store';

const store = createTokenStore({ authenticator: '/api/mydatahelps-token' });
await store.start();
document.querySelector('#token').textContent = await store.getToken();
