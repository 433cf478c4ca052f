// A Web Lock, one holder among the tabs of an origin.

/**
 * Asks for the lock. Fails open: where locks are missing or throw (an insecure context, a sandboxed frame), it is
 * granted at once. A page that is left gives it back: in the back/forward cache it could hold it for minutes.
 *
 * @returns gives it back, or stops waiting for it
 */
export function requestTabLock(name: string, onGranted: () => void): () => void {
  const waiting = new AbortController();
  let giveBack: (() => void) | null = null;
  const hold = () =>
    new Promise<void>((resolve) => {
      giveBack = resolve;
      onGranted();
    });
  const request = async () => navigator.locks.request(name, { signal: waiting.signal }, hold);
  request().catch(() => {
    if (!waiting.signal.aborted) onGranted();
  });
  const leave = () => {
    window.removeEventListener('pagehide', leave);
    if (giveBack === null) waiting.abort();
    else giveBack();
  };
  window.addEventListener('pagehide', leave);
  return leave;
}
