// Which stretch of time the plot shows, and where an instant is on it.

/** The stretch of time in view, and the width it is drawn in. */
export interface TimeScale {
  from: number;
  until: number;
  width: number;
}

const shortestPastMs = 30_000;
const longestPastMs = 300_000;
/** The share of the plot that lies ahead: room for the end of the token in use. */
const aheadShare = 0.3;

/**
 * A scale around `now` on which lives of `lifeMs` have a readable size: about two and a half lives back, but at least
 * half a minute and at most five minutes.
 */
export function timeScaleAround(now: number, lifeMs: number, width: number): TimeScale {
  const pastMs = Math.min(longestPastMs, Math.max(shortestPastMs, 2.5 * lifeMs));
  const aheadMs = (pastMs * aheadShare) / (1 - aheadShare);
  return { from: now - pastMs, until: now + aheadMs, width };
}

/** The x position of an instant, outside [0, width] for one that is out of view. */
export function toX(scale: TimeScale, at: number): number {
  return toTenths(((at - scale.from) / (scale.until - scale.from)) * scale.width);
}

/** A position or length in tenths of a pixel: nobody sees more, and the drawing stays short. */
export function toTenths(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
