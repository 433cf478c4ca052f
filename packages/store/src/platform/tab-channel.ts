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
  window.addEventListener('pagehide', onHide);
  window.addEventListener('pageshow', onShow);
  return {
    post: (message) => channel?.postMessage(message),
    close() {
      window.removeEventListener('pagehide', onHide);
      window.removeEventListener('pageshow', onShow);
      onHide();
    },
  };
}
