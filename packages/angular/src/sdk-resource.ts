// A resource that a call of the SDK brings.
import { DestroyRef, inject, resource, signal, untracked, type ResourceRef } from '@angular/core';
import type { TokenState, TokenStore } from '@mdh-tokens/store';
import { injectTokenStore } from './inject-token-store.js';
import { isInBrowser } from './is-in-browser.js';
import { isOver } from './is-over.js';

/** Options of `sdkResource`. */
export interface SdkResourceOptions<T, R> {
  /** What the call depends on: reactive, as that of `resource`. No call is made while it is `undefined`. */
  params?: () => R;
  /** Calls the SDK. It is for reading: a write could be sent twice. */
  loader: (params: Exclude<R, undefined>) => Promise<T>;
  /** Instead of the injector's. */
  store?: TokenStore;
}

/**
 * `resource()` for a call of the SDK. If the call has failed, and a token is back after there was none, it is made again.
 * At the end of a run its value is dropped, and so is what arrives later; the next participant's token brings a new call.
 * On a server no call is made.
 *
 * @throws TokenError `invalid_option` if there is no store
 */
export function sdkResource<T, R = null>(options: SdkResourceOptions<T, R>): ResourceRef<T | undefined> {
  const { params = () => null as R, loader, store = injectTokenStore() } = options;
  /** Counts the runs; `null` between two of them, and on a server. */
  const run = signal<number | null>(isInBrowser() ? 0 : null);
  let runs = 0;
  let returns = 0;

  const made = resource({
    params: () => {
      const asked = params();
      return run() === null || asked === undefined ? undefined : { run: run(), asked };
    },
    async loader({ params: question, abortSignal }): Promise<T> {
      for (;;) {
        const before = returns;
        try {
          return await loader(question.asked as Exclude<R, undefined>);
        } catch (error) {
          // A call that failed for want of a token may say so only after the token is back.
          if (before === returns || abortSignal.aborted) throw error;
        }
      }
    },
  });

  let hadToken = hasToken(store.state);
  const ignore = store.on('state', (state) => {
    const isBack = hasToken(state) && !hadToken;
    hadToken = hasToken(state);
    if (isOver(state)) run.set(null);
    if (!isBack) return;
    returns += 1;
    if (untracked(run) === null) run.set((runs += 1));
    else if (untracked(made.status) === 'error') made.reload();
  });
  inject(DestroyRef).onDestroy(ignore);
  return made;
}

function hasToken({ status }: TokenState): boolean {
  return status === 'active' || status === 'degraded';
}
