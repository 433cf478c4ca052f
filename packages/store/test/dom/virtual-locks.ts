// Web Locks as the standard describes them, which happy-dom lacks: one holder, first come first served, and a signal
// that ends the wait but not the hold. The browser's own are used in ../chromium.

type Hold = () => Promise<unknown>;

export function virtualLocks(): {
  request(name: string, options: { signal: AbortSignal }, hold: Hold): Promise<unknown>;
} {
  const tails = new Map<string, Promise<unknown>>();
  return {
    async request(name, { signal }, hold) {
      const before = tails.get(name) ?? Promise.resolve();
      let leave: () => void = () => {};
      const gone = new Promise<void>((resolve) => {
        leave = resolve;
      });
      tails.set(
        name,
        before.then(() => gone),
      );
      try {
        await Promise.race([before, abortOf(signal)]);
        return await hold();
      } finally {
        leave();
      }
    },
  };
}

function abortOf(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error));
  });
}
