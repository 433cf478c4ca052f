// One pessimistic time line made of the page's two clocks, so that a token never seems younger than it is.

/**
 * A moment at which both clocks were read. `wallAt` jumps when somebody sets the clock; `monoMs` never jumps but may
 * stand still while the machine sleeps; `elapsedMs` is the time line that everything in the core is measured on.
 */
export interface ClockAnchor {
  readonly wallAt: number;
  readonly monoMs: number;
  readonly elapsedMs: number;
  /** How far the wall clock has been ahead of the monotonic one since. The time line keeps it: it never goes back. */
  readonly leadMs: number;
}

/**
 * How far the clocks may part before the anchor moves. Moving it at every reading would add the larger of two
 * rounded steps each time, and the time line would run fast under many callers.
 */
export const toleranceMs = 50;

/** The time line's position: what has passed since the anchor by the faster of the two clocks, never less than nothing. */
export function elapsedSince(anchor: ClockAnchor, wallAt: number, monoMs: number): number {
  const passedMs = Math.max(wallAt - anchor.wallAt, monoMs - anchor.monoMs + anchor.leadMs, 0);
  return anchor.elapsedMs + passedMs;
}

/** Whether the clocks have parted since the anchor, so that this reading has to be kept with `moveAnchor`. */
export function hasParted(anchor: ClockAnchor, wallAt: number, monoMs: number): boolean {
  return isApart(leadSince(anchor, wallAt, monoMs));
}

/**
 * Keeps a reading in which the clocks have parted: a jump of either clock counts once, and a jump back takes nothing
 * away. A sleep that stops the monotonic clock and a clock set forward both end in "older", never in "younger".
 */
export function moveAnchor(anchor: ClockAnchor, wallAt: number, monoMs: number): ClockAnchor {
  const leadMs = leadSince(anchor, wallAt, monoMs);
  if (isApart(leadMs)) {
    return { wallAt, monoMs, elapsedMs: elapsedSince(anchor, wallAt, monoMs), leadMs: 0 };
  }
  return leadMs > anchor.leadMs ? { ...anchor, leadMs } : anchor;
}

function isApart(leadMs: number): boolean {
  return leadMs > toleranceMs || leadMs < -toleranceMs;
}

function leadSince(anchor: ClockAnchor, wallAt: number, monoMs: number): number {
  return wallAt - anchor.wallAt - (monoMs - anchor.monoMs);
}
