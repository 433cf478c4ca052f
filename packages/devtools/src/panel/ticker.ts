// Decides when to draw: soon after something has happened, and now and then while the panel is seen. Never in a loop.

export interface Ticker {
  /** Something has changed: draws in the next frame. */
  soon(): void;
  /** Draws now and then from here on, in the window that the panel is in. */
  start(): void;
  /** Leaves no timer and no frame behind. */
  stop(): void;
}

const everyMs = 250;
/** With reduced motion, texts change with the seconds and the plot stands until something happens. */
const calmEveryMs = 1_000;

/** @param viewOf the window that the panel is in, which may change between `stop` and `start` */
export function createTicker(viewOf: () => Window, draw: () => void, isCalm: () => boolean): Ticker {
  let stopped: (() => void) | null = null;
  let cancelFrame: (() => void) | null = null;

  const soon = (): void => {
    if (stopped === null || cancelFrame !== null) return;
    const view = viewOf();
    // A hidden page gets its frame when it is shown again.
    const frame = view.requestAnimationFrame(() => {
      cancelFrame = null;
      draw();
    });
    cancelFrame = () => view.cancelAnimationFrame(frame);
  };

  return {
    soon,
    start() {
      if (stopped !== null) return;
      const view = viewOf();
      const timer = view.setInterval(soon, isCalm() ? calmEveryMs : everyMs);
      stopped = () => view.clearInterval(timer);
      soon();
    },
    stop() {
      stopped?.();
      cancelFrame?.();
      stopped = null;
      cancelFrame = null;
    },
  };
}
