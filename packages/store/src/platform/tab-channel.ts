// A BroadcastChannel that is closed while the page is in the back/forward cache, and that may not be there at all.
import { reporting } from './report-error.js';

export interface TabChannel {
  post(message: unknown): void;
  close(): void;
}

export interface TabChannelListener {
  heard(message: unknown): void;
  /** The page is back: what was said meanwhile is lost. */
  reopened(): void;
}

/** Fails open: where there is no channel, or it throws (a sandboxed frame), nothing is heard and nothing is said. */
export function openTabChannel(name: string, listener: TabChannelListener): TabChannel {
  let channel = open();

  function open(): BroadcastChannel | null {
    try {
      const opened = new BroadcastChannel(name);
      opened.addEventListener('message', ({ data }) => listener.heard(data));
      return opened;
    } catch {
      return null;
    }
  }

  // An open channel keeps some browsers from putting the page into the back/forward cache.
  const onHide = () => {
    channel?.close();
    channel = null;
  };
  const onShow = () => {
    if (channel !== null) return;
    channel = open();
    listener.reopened();
  };
  // Captured, and on `resume` already: whoever is woken by the same event finds the channel open.
  const shown = ['resume', 'pageshow'] as const;
  window.addEventListener('pagehide', onHide);
  for (const type of shown) window.addEventListener(type, onShow, { capture: true });
  return {
    post: (message) => reporting(() => channel?.postMessage(message)),
    close() {
      window.removeEventListener('pagehide', onHide);
      for (const type of shown) window.removeEventListener(type, onShow, { capture: true });
      onHide();
    },
  };
}
