// The way over the network.

/** Ends after `ms`, or with the signal; never by itself where `ms` is infinite. */
export function travel(ms: number, signal: AbortSignal | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const refuse = () => reject(signal!.reason as Error);
    if (signal?.aborted === true) return refuse();
    signal?.addEventListener('abort', refuse);
    if (ms < Number.POSITIVE_INFINITY) setTimeout(resolve, ms);
  });
}
