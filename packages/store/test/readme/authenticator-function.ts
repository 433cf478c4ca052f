import { createTokenStore } from '@mdh-tokens/store';
import { http } from './your-http-client.js';

export const store = createTokenStore({
  // axios rejects with the status of the answer, and the store reads it.
  async authenticator({ signal, reason }) {
    const { data } = await http.post('/mydatahelps-token', { reason }, { signal });
    return data;
  },
});
