// Who shows this page: nobody, a native app, or a page around it.

export interface PageHost {
  /** The native message handlers in `window.webkit`, where there are any. */
  readonly handlers: Readonly<Record<string, unknown>>;
  /** The address of the page around this one; `null` where there is none or it cannot be known. */
  readonly parentUrl: string | null;
}

export function readPageHost(): PageHost {
  if (typeof window === 'undefined') return { handlers: {}, parentUrl: null };
  const { webkit } = window as { webkit?: { messageHandlers?: Record<string, unknown> } };
  return { handlers: webkit?.messageHandlers ?? {}, parentUrl: parentUrl() };
}

function parentUrl(): string | null {
  const ancestors = location.ancestorOrigins as DOMStringList | undefined;
  if (ancestors !== undefined) return ancestors[0] ?? null;
  return window.parent === window ? null : document.referrer;
}
