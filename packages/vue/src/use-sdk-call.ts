// Shows what a call of the SDK brings.
import type { TokenStore } from '@mdh-tokens/store';
import { SdkCaller, type SdkCallState } from '@mdh-tokens/store/sdk-caller';
import {
  computed,
  onMounted,
  onScopeDispose,
  shallowRef,
  watch,
  type ComputedRef,
  type WatchSource,
} from 'vue';
import { useTokenStore } from './use-token-store.js';

/** What `useSdkCall` knows of its call. */
export interface SdkCall<T> {
  /** What the call has brought; `undefined` until then, and when the participant has gone. */
  readonly data: ComputedRef<T | undefined>;
  /** What the call rejected with, or the error that ended the run; else `undefined`. */
  readonly error: ComputedRef<unknown>;
  readonly isLoading: ComputedRef<boolean>;
  /** Asks again. The data stays until the answer is there. */
  readonly retry: () => void;
}

/**
 * Makes a call of the SDK when the component is mounted, and when `sources` change. If it has failed, and a token is
 * back after there was none, it asks again by itself. What arrives after the participant has gone is dropped, and the
 * next participant's token brings a new call. It is for reading: a write could be sent twice.
 *
 * @param sources what `call` depends on, as for `watch`
 * @param store instead of the app's
 * @throws TokenError `invalid_option` if the app has no store
 */
export function useSdkCall<T>(
  call: () => Promise<T>,
  sources: WatchSource[] = [],
  store?: TokenStore,
): SdkCall<T> {
  const known = shallowRef<SdkCallState<T>>({ data: undefined, error: undefined, isLoading: true });
  const caller = new SdkCaller<T>(useTokenStore(store), (answer) => (known.value = answer));
  let questions = 0;
  const ask = (): void => caller.ask(call, [(questions += 1)]);
  let ignore: (() => void) | undefined;
  onMounted(() => {
    ignore = caller.follow();
    ask();
  });
  onScopeDispose(() => ignore?.());
  watch(sources, () => {
    known.value = { data: undefined, error: undefined, isLoading: true };
    ask();
  });
  return {
    data: computed(() => known.value.data),
    error: computed(() => known.value.error),
    isLoading: computed(() => known.value.isLoading),
    retry: caller.retry,
  };
}
