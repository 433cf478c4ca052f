import { createTokenStore, TokenError } from '@mdh-tokens/store';
import { http } from './your-http-client.js';

export const store = createTokenStore({
  async authenticator({ signal, reason }) {
    const response = await http.post('/mydatahelps-token', { reason }, { signal });
    if (response.status === 401) throw new TokenError('unauthenticated', 'the session has ended');
    return response.data;
  },
});
