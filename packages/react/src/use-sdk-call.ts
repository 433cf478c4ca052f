// Shows what a call of the SDK brings.
import { useEffect, useInsertionEffect, useMemo, useState } from 'react';
import type { TokenStore } from '@mdh-tokens/store';
import { SdkCaller, type SdkAnswer, type SdkCallState } from '@mdh-tokens/store/sdk-caller';
import { useTokenStore } from './use-token-store.js';

/** What `useSdkCall` knows of its call. */
export interface SdkCall<T> extends SdkCallState<T> {
  /** Asks again. The data stays until the answer is there. The function stays the same. */
  readonly retry: () => void;
}

const waiting = { data: undefined, error: undefined, isLoading: true } as const;

/**
 * Makes a call of the SDK when the component is mounted, and when `deps` change. If it has failed, and a token is back
 * after there was none, it asks again by itself. What arrives after the participant has gone is dropped, and the next
 * participant's token brings a new call. It is for reading: a write could be sent twice.
 *
 * @param call need not be stable: that of the last render is made
 * @param deps what `call` depends on, compared as those of `useEffect`
 * @param store instead of the provider's
 * @throws TokenError `invalid_option` if there is no provider
 */
export function useSdkCall<T>(
  call: () => Promise<T>,
  deps: readonly unknown[],
  store?: TokenStore,
): SdkCall<T> {
  const used = useTokenStore(store);
  const [answer, show] = useState<SdkAnswer<T> | null>(null);
  const caller = useMemo(() => new SdkCaller<T>(used, show), [used]);
  // It goes on listening if an Activity hides the component: see the gate.
  useInsertionEffect(() => caller.follow(), [caller]);
  useEffect(() => caller.ask(call, deps));
  // The answer to another question, or of another store, is not shown for a single render.
  const { data, error, isLoading } = answer?.answers(caller, deps) ? answer : waiting;
  return { data, error, isLoading, retry: caller.retry };
}
