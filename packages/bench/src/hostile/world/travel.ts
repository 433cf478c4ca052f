// The way over the network, which a caller can give up.

export function travel(ms: number, signal: AbortSignal | null): Promise<void> {
  const arrival = new Promise<void>((resolve) => {
    setTimeout(resolve, ms);
  });
  return signal === null ? arrival : Promise.race([arrival, givenUp(signal)]);
}

/** Nothing comes, for as long as the caller waits. */
export function neverArrive(signal: AbortSignal | null): Promise<never> {
  return signal === null ? new Promise(() => {}) : givenUp(signal);
}

function givenUp(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const refuse = () => reject(signal.reason as Error);
    if (signal.aborted) refuse();
    else signal.addEventListener('abort', refuse);
  });
}
