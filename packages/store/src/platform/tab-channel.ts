// A BroadcastChannel that is closed while the page is in the back/forward cache, and that may not be there at all.

export interface TabChannel {
  post(message: unknown): void;
  close(): void;
}

/** Fails open: where there is no channel, or it throws (a sandboxed frame), nothing is heard and nothing is said. */
export function openTabChannel(name: string, onMessage: (message: unknown) => void): TabChannel {
  let channel = open();

  function open(): BroadcastChannel | null {
    try {
      const opened = new BroadcastChannel(name);
      opened.addEventListener('message', ({ data }) => onMessage(data));
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
    channel ??= open();
  };
  // Captured, and on `resume` already: whoever is woken by the same event finds the channel open.
  const shown = ['resume', 'pageshow'] as const;
  window.addEventListener('pagehide', onHide);
  for (const type of shown) window.addEventListener(type, onShow, { capture: true });
  return {
    post: (message) => channel?.postMessage(message),
    close() {
      window.removeEventListener('pagehide', onHide);
      for (const type of shown) window.removeEventListener(type, onShow, { capture: true });
      onHide();
    },
  };
}
