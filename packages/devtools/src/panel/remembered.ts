// How the user left the panel, kept by the browser for this origin.

export type Dock = 'bottom' | 'side';

export interface Remembered {
  readonly isOpen: boolean;
  readonly dock: Dock;
  /** Height at the bottom, width at the side, in pixels. `null`: as it comes. */
  readonly size: number | null;
}

const key = 'mdh-tokens-devtools:1';

export function readRemembered(fallback: Remembered): Remembered {
  try {
    return { ...fallback, ...(JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Remembered>) };
  } catch {
    // A sandboxed frame has no storage.
    return fallback;
  }
}

export function remember(remembered: Remembered): void {
  try {
    localStorage.setItem(key, JSON.stringify(remembered));
  } catch {
    // Without storage, or in a full one, nothing is remembered.
  }
}
