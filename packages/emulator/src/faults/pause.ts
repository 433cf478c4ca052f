// Waiting that ends early when nobody waits any more.

/** Resolves after `ms`, or at once when one of the signals aborts. Without `ms` it waits for the signals alone. */
export function pause(ms: number | null, signals: readonly AbortSignal[]): Promise<void> {
  return new Promise((resolve) => {
    let timer: NodeJS.Timeout | undefined;
    const finish = (): void => {
      clearTimeout(timer);
      for (const signal of signals) signal.removeEventListener('abort', finish);
      resolve();
    };
    if (signals.some((signal) => signal.aborted)) return resolve();
    for (const signal of signals) signal.addEventListener('abort', finish);
    if (ms !== null) timer = setTimeout(finish, ms);
  });
}
