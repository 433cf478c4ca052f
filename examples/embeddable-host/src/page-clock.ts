// Lets the control panel set the page's wall clock ahead, as after a sleep or a correction of the clock.

export interface PageClock {
  /** How far the page's wall clock is ahead of the real one, in milliseconds. */
  readonly aheadMs: number;
  setAhead(ms: number): void;
}

/** Puts itself in front of the page's `Date.now`. */
export function createPageClock(scope: { Date: DateConstructor }): PageClock {
  const real = scope.Date.now.bind(scope.Date);
  let aheadMs = 0;
  scope.Date.now = () => real() + aheadMs;
  return {
    get aheadMs() {
      return aheadMs;
    },
    setAhead: (ms) => {
      aheadMs = ms;
    },
  };
}
