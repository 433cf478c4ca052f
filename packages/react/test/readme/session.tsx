import MyDataHelps from '@careevolution/mydatahelps-js';
import { TokenStoreProvider, useTokenStore } from '@mdh-tokens/react';
import { createTokenStore } from '@mdh-tokens/store';
import { useMemo, type ReactNode } from 'react';
import type { Session } from './your-session.js';

/** Mount it when the user is known, with `key={session.key}`, so that the next user finds nothing of this one. */
export function SessionTokens({ session, children }: { session: Session; children: ReactNode }): ReactNode {
  const store = useMemo(
    () => createTokenStore({ authenticator: '/api/mydatahelps-token', sdk: MyDataHelps, share: session.key }),
    [session.key],
  );
  return <TokenStoreProvider store={store}>{children}</TokenStoreProvider>;
}

/** `end` ends the session on your server and takes the session out of the app's state. */
export function SignOut({ end }: { end: () => Promise<void> }): ReactNode {
  const store = useTokenStore();
  return (
    <button
      onClick={() => {
        store.signOut();
        void end();
      }}
    >
      Sign out
    </button>
  );
}
