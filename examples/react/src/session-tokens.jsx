// The token handling of the page: a store for each session.
import MyDataHelps from '@careevolution/mydatahelps-js';
import { TokenGate, TokenStoreProvider } from '@mdh-tokens/react';
import { createTokenStore } from '@mdh-tokens/store';
import { useMemo } from 'react';

export function SessionTokens({ session: { key, baseUrl }, children }) {
  const store = useMemo(
    () =>
      createTokenStore({ authenticator: '/api/mydatahelps-token', sdk: MyDataHelps, share: key, baseUrl }),
    [key, baseUrl],
  );
  return (
    <TokenStoreProvider store={store}>
      <TokenGate
        fallback={<p>One moment …</p>}
        signedOut={<p>Your session has ended. Reload the page to sign in again.</p>}
        denied={<p>There is no access for you here. Ask the study team.</p>}
        failed={(error) => <p>{error.message}</p>}
      >
        {children}
      </TokenGate>
    </TokenStoreProvider>
  );
}
