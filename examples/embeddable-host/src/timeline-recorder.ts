// Keeps the timeline, on a clock that never jumps.
import { emptyTimeline, forgetBefore, type Timeline } from './timeline.js';

export interface TimelineRecorder {
  readonly timeline: Timeline;
  /** Milliseconds on the timeline's clock. */
  now(): number;
  /** Replaces the timeline by what `change` makes of it at this moment. */
  record(change: (timeline: Timeline, now: number) => Timeline): void;
}

/** Longer than any plot shows. */
const rememberedMs = 600_000;

function now(): number {
  return performance.now();
}

export function createTimelineRecorder(): TimelineRecorder {
  let timeline = emptyTimeline;
  return {
    get timeline() {
      return timeline;
    },
    now,
    record(change) {
      const at = now();
      timeline = forgetBefore(change(timeline, at), at - rememberedMs);
    },
  };
}
