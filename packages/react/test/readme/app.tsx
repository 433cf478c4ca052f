import MyDataHelps from '@careevolution/mydatahelps-js';
import { TokenGate, TokenStoreProvider, useSdkCall, useTokenEvent } from '@mdh-tokens/react';
import type { ReactNode } from 'react';
import { store } from './store.js';

export function App(): ReactNode {
  return (
    <TokenStoreProvider store={store}>
      <SignInAgain />
      <TokenGate
        fallback={<p>One moment …</p>}
        signedOut={<a href="/sign-in">Sign in</a>}
        denied={<p>There is no access for you here. Ask the study team.</p>}
        failed={(error) => <p>{error.message}</p>}
      >
        <Greeting />
      </TokenGate>
    </TokenStoreProvider>
  );
}

function Greeting(): ReactNode {
  const { data, error, retry } = useSdkCall(() => MyDataHelps.getParticipantInfo(), []);
  if (error !== undefined) return <button onClick={retry}>Try again</button>;
  return <h1>Hello {data?.demographics.firstName}</h1>;
}

/** The session has ended on the server. Signing out yourself, with `store.signOut()`, has another code. */
function SignInAgain(): ReactNode {
  useTokenEvent('signed-out', ({ error }) => {
    if (error.code === 'unauthenticated') location.assign('/sign-in');
  });
  return null;
}
