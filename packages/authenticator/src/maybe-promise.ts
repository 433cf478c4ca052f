// Values that are here or promised. What is here is passed on at once: a token in memory costs no promise, no turn of
// the event loop and no timer.

/** A value, or the promise of one. */
export type MaybePromise<T> = T | Promise<T>;

/** Goes on with a value, now or when it comes. */
export function chain<T, R>(value: MaybePromise<T>, then: (value: T) => MaybePromise<R>): MaybePromise<R> {
  return value instanceof Promise ? value.then(then) : then(value);
}
