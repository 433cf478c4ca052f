// How a page tells when its first call through the SDK has come back.

declare global {
  interface Window {
    /** Milliseconds from the start of the navigation to the first answer. */
    firstCallMs: Promise<number>;
  }
}

export function reportFirstCall(call: Promise<unknown>): void {
  window.firstCallMs = call.then(() => performance.now());
}

/** The MyDataHelps that the page was served with. */
export function baseUrl(): string {
  return document.documentElement.dataset['baseUrl'] ?? '';
}
