// Values that are here or promised. What is here is passed on at once: a token in memory costs no promise, no turn of
// the event loop and no timer.

/** A value, or the promise of one. */
export type MaybePromise<T> = T | Promise<T>;

/** Whether a value is yet to come. An app's callbacks and caches may make promises with a library of their own. */
export function isPromised<T>(value: MaybePromise<T>): value is Promise<T> {
  return typeof value === 'object' && value !== null && 'then' in value;
}

/** Goes on with a value, now or when it comes. */
export function chain<T, R>(value: MaybePromise<T>, then: (value: T) => MaybePromise<R>): MaybePromise<R> {
  return isPromised(value) ? Promise.resolve(value).then(then) : then(value);
}

/** Runs `work`, and where it fails, now or later, goes on with what `onFailure` gives or throws. */
export function recover<T>(
  work: () => MaybePromise<T>,
  onFailure: (cause: unknown) => MaybePromise<T>,
): MaybePromise<T> {
  try {
    const value = work();
    return isPromised(value) ? Promise.resolve(value).catch(onFailure) : value;
  } catch (cause) {
    return onFailure(cause);
  }
}

/** Runs `work`, and puts its failure, now or later, into the words of `toError`. */
export function rephrase<T>(
  work: () => MaybePromise<T>,
  toError: (cause: unknown) => unknown,
): MaybePromise<T> {
  return recover(work, (cause) => {
    throw toError(cause);
  });
}
