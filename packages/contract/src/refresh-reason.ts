// Why a page asks its authenticator for a token.

/**
 * Why the store calls the authenticator, sent as `{"reason": …}` in the request's body.
 *
 * - `start`: the first token of this store
 * - `schedule`: the token in hand nears its end
 * - `demand`: a caller waits for a token
 * - `rejected`: the API refused the token in hand with 401; the authenticator must not answer from its cache
 * - `wake`: the page came back (visible, focused, restored, online) with a token near or past its end
 * - `retry`: the last call failed
 * - `forced`: the app called `refresh()`; the authenticator must not answer from its cache
 */
export type RefreshReason = 'start' | 'schedule' | 'demand' | 'rejected' | 'wake' | 'retry' | 'forced';

/** The seven reasons. */
export const refreshReasons: readonly RefreshReason[] = [
  'start',
  'schedule',
  'demand',
  'rejected',
  'wake',
  'retry',
  'forced',
];

/** Whether `value` is one of the seven reasons. */
export function isRefreshReason(value: unknown): value is RefreshReason {
  return refreshReasons.some((reason) => reason === value);
}

/** Whether an authenticator must ask MyDataHelps for a new token instead of answering from a cache. */
export function bypassesCache(reason: RefreshReason | undefined): boolean {
  return reason === 'rejected' || reason === 'forced';
}
