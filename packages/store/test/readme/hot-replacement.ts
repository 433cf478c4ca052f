import { createTokenStore, type TokenStore } from '@mdh-tokens/store';

const { hot } = import.meta as { hot?: { data?: { store?: TokenStore } } };
// The store of the module's last version still has the SDK.
hot?.data?.store?.stop();
export const store = createTokenStore({ authenticator: '/api/mydatahelps-token' });
if (hot?.data) hot.data.store = store;
