import { createTokenStore, tokenErrorOf } from '@mdh-tokens/store';
import { http } from './your-http-client.js';

export const store = createTokenStore({
  async authenticator({ signal, reason }) {
    // Whatever the status, so that the store is told what it means: axios rejects by default.
    const every = { validateStatus: () => true };
    const { status, data, headers } = await http.post('/mydatahelps-token', { reason }, { signal, ...every });
    if (status !== 200) throw tokenErrorOf(status, headers['retry-after']);
    return data;
  },
});
