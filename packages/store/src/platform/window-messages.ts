// Messages that other frames post to this page.

/** Listens before every other listener of the page that is added later. */
export function listenToMessages(listener: (message: MessageEvent<unknown>) => void): () => void {
  if (typeof window === 'undefined') return () => {};
  window.addEventListener('message', listener, true);
  return () => window.removeEventListener('message', listener, true);
}
