// A store whose tokens end one after the other, as fast as time can be cranked.
import { createTokenStore, type TokenStore } from '@mdh-tokens/store';
import { installCrankedTime } from './cranked-time.js';

export interface EndlessRefresh {
  readonly store: TokenStore;
  refresh(times: number): Promise<void>;
}

const lifeSeconds = 600;

/** The authenticator is a function that answers at once. */
export async function refreshEndlessly(): Promise<EndlessRefresh> {
  const { crank } = installCrankedTime();
  let calls = 0;
  const made = () => calls;
  const store = createTokenStore({
    authenticator: async () => ({
      access_token: `token-${++calls}`,
      expires_in: lifeSeconds,
      token_type: 'Bearer',
    }),
  });
  await store.start();
  return {
    store,
    async refresh(times) {
      const until = made() + times;
      while (made() < until) await crank();
    },
  };
}
