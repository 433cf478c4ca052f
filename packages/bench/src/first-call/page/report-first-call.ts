// How a page tells when its first call through the SDK has come back.

declare global {
  interface Window {
    /** Milliseconds from the start of the navigation to the first answer. */
    firstCallMs: Promise<number>;
    /** Settles `firstCallMs`, which is there before the page's script has run. */
    tellFirstCall: (ms: Promise<number>) => void;
  }
}

export function reportFirstCall(call: Promise<unknown>): void {
  window.tellFirstCall(call.then(() => performance.now()));
}

/** The MyDataHelps that the page was served with. */
export function baseUrl(): string {
  return document.documentElement.dataset['baseUrl'] ?? '';
}
