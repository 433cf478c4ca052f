// The tick marks of the time axis, counted from now.
import { formatCountdown } from '../format-duration.js';
import { toX, type TimeScale } from './time-scale.js';

export interface Tick {
  x: number;
  label: string;
}

const stepsMs = [5, 10, 15, 30, 60, 120, 300].map((seconds) => seconds * 1000);

/** Round distances from `now`, as many as fit with `minimumGap` pixels between them, those cut by an edge left out. */
export function ticksAround(scale: TimeScale, now: number, minimumGap: number): Tick[] {
  const pixelsPerMs = scale.width / (scale.until - scale.from);
  const step = stepsMs.find((ms) => ms * pixelsPerMs >= minimumGap) ?? 300_000;
  const ticks: Tick[] = [];
  const first = Math.ceil((scale.from - now) / step);
  const last = Math.floor((scale.until - now) / step);
  for (let index = first; index <= last; index += 1) {
    const x = toX(scale, now + index * step);
    const half = minimumGap / 3;
    if (x >= half && x <= scale.width - half) ticks.push({ x, label: tickLabel((index * step) / 1000) });
  }
  return ticks;
}

function tickLabel(seconds: number): string {
  if (seconds === 0) return 'now';
  const sign = seconds < 0 ? '\u2212' : '+';
  const size = Math.abs(seconds);
  return size < 60 ? `${sign}${size} s` : `${sign}${formatCountdown(size * 1000)}`;
}
