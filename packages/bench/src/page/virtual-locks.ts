// Web Locks as the standard describes them, which happy-dom lacks: one holder, first come first served, and a signal
// that ends the wait but not the hold.

interface LockOptions {
  readonly signal?: AbortSignal;
}
type Hold = (lock: { readonly name: string; readonly mode: 'exclusive' }) => unknown;

export interface VirtualLocks {
  request(name: string, ...rest: [Hold] | [LockOptions, Hold]): Promise<unknown>;
}

export function createVirtualLocks(): VirtualLocks {
  const tails = new Map<string, Promise<unknown>>();
  return {
    request(name, ...rest) {
      const [{ signal }, hold] = rest.length === 1 ? [{} as LockOptions, rest[0]] : rest;
      const before = tails.get(name) ?? Promise.resolve();
      const turn = signal === undefined ? before : Promise.race([before, abortOf(signal)]);
      const held = turn.then(() => hold({ name, mode: 'exclusive' }));
      // Who stops waiting does not let the next one in before the holder leaves.
      tails.set(name, Promise.allSettled([before, held]));
      return held;
    },
  };
}

function abortOf(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error));
  });
}
