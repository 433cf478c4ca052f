// Chance in a test's hand, where what it decides is the point.
import { vi } from 'vitest';

/** From now on every draw is this; 0 is the earliest of what may be drawn, and just under 1 the latest. */
export function drawAlways(value: number): void {
  vi.spyOn(Math, 'random').mockReturnValue(value);
}

export const latestDraw = 0.999_999;
