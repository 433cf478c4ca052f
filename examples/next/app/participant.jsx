// What a participant sees. The SDK as always.
import MyDataHelps from '@careevolution/mydatahelps-js';
import { useSdkCall, useTokenState, useTokenStore } from '@mdh-tokens/react';
import { endSession } from './actions.js';

export function Participant() {
  const store = useTokenStore();
  const status = useTokenState((state) => state.status);
  const { data, error, retry } = useSdkCall(() => MyDataHelps.getParticipantInfo(), []);
  return (
    <>
      {error !== undefined && <button onClick={retry}>Try again</button>}
      <h1>Hello {data?.demographics.firstName}</h1>
      <p>Your token is {status}.</p>
      <label>
        How are you? <input name="note" />
      </label>
      <button
        onClick={() => {
          store.signOut();
          void endSession();
        }}
      >
        Sign out
      </button>
    </>
  );
}
