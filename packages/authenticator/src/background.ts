// Work that goes on after a request has been answered.

/** Keeps a runtime from ending work with its request: `waitUntil` of Workers, Vercel and Netlify. */
export type WaitUntil = (work: Promise<unknown>) => void;

/** Hands work over where there is somebody to take it. `work` must not reject. */
export function keepAlive(work: Promise<void>, waitUntil: WaitUntil | undefined): void {
  try {
    waitUntil?.(work);
  } catch {
    // The request is over already. The work goes on where the runtime lets it.
  }
}
