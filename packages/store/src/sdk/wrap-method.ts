// Wraps one method of one object, and takes nothing away but its own wrapper.

type Method<Arguments extends unknown[], Result> = (...args: Arguments) => Result;

/**
 * Puts `around` in the place of a method, on the instance. The original is passed in bound, and looked up once: where
 * somebody wraps this wrapper, it stays below.
 *
 * @returns takes the wrapper off; where another wrapper lies over it, it stays and only passes on
 */
export function wrapMethod<Arguments extends unknown[], Result>(
  target: object,
  name: string,
  around: (original: Method<Arguments, Result>, ...args: Arguments) => Result,
): () => void {
  const record = target as Record<string, Method<Arguments, Result>>;
  const wasOwn = Object.hasOwn(target, name);
  const before = record[name]!;
  const original = (...args: Arguments): Result => before.apply(target, args);
  let isOn = true;
  const wrapper = (...args: Arguments): Result => (isOn ? around(original, ...args) : original(...args));
  record[name] = wrapper;
  return () => {
    isOn = false;
    if (record[name] !== wrapper) return;
    if (wasOwn) record[name] = before;
    else delete record[name];
  };
}
