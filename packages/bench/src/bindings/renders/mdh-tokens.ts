// Ours: a selector of the status.
import { createElement } from 'react';
import { authenticatorUrl } from '../../token-server/addresses.js';
import type { Binding } from './bound.js';

export const mdhTokens: Binding = {
  title: '`useTokenState(({ status }) => status)`, `useGetToken`',
  async open() {
    const { createTokenStore } = await import('@mdh-tokens/store');
    const { TokenStoreProvider, useGetToken, useTokenState } = await import('@mdh-tokens/react');
    const store = createTokenStore({ authenticator: authenticatorUrl });
    let getToken = store.getToken;
    const Badge = ({ rendered }: { rendered: () => void }): string => {
      const status = useTokenState((state) => state.status);
      getToken = useGetToken();
      rendered();
      return status;
    };
    return {
      tree: (rendered) => createElement(TokenStoreProvider, { store }, createElement(Badge, { rendered })),
      refresh: () => store.refresh(),
      ask: () => getToken(),
    };
  },
};
