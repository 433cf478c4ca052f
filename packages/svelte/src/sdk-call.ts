// Shows what a call of the SDK brings.
import type { TokenStore } from '@mdh-tokens/store';
import { SdkCaller, type SdkCallState } from '@mdh-tokens/store/sdk-caller';
import { createSubscriber } from 'svelte/reactivity';
import { getTokenStore } from './token-store-context.js';

/** What `sdkCall` knows of its call: reactive in effects and templates. */
export interface SdkCall<T> extends SdkCallState<T> {
  /** Asks again. The data stays until the answer is there. */
  readonly retry: () => void;
}

/**
 * Makes a call of the SDK when a template or an effect first reads it. If it has failed, and a token is back after there
 * was none, it asks again by itself. What arrives after the participant has gone is dropped, and the next participant's
 * token brings a new call. It is for reading: a write could be sent twice.
 *
 * @param store instead of the context's; needed outside of a component's initialisation
 * @throws TokenError `invalid_option` if there is none
 */
export function sdkCall<T>(call: () => Promise<T>, store: TokenStore = getTokenStore()): SdkCall<T> {
  let known: SdkCallState<T> = { data: undefined, error: undefined, isLoading: true };
  let update: (() => void) | undefined;
  const caller = new SdkCaller<T>(store, (answer) => {
    known = answer;
    update?.();
  });
  const subscribe = createSubscriber((changed) => {
    update = changed;
    const ignore = caller.follow();
    caller.ask(call, []);
    return ignore;
  });
  const read = (): SdkCallState<T> => {
    subscribe();
    return known;
  };
  return {
    get data() {
      return read().data;
    },
    get error() {
      return read().error;
    },
    get isLoading() {
      return read().isLoading;
    },
    retry: caller.retry,
  };
}
