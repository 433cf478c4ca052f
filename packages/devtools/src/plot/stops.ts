// What can be pointed at in a plot, by pointer or arrow keys, and what is said of it.
import { sentenceOf } from '../recording/sentence.js';
import type { Timeline } from '../recording/timeline.js';
import type { PlotLayout } from './plot-layout.js';
import { tokenSentence } from './plot-summary.js';

/** The ids of the entries in view that can be pointed at, in the order in which they happened. */
export function stopsOf({ bars, calls, requests, moments }: PlotLayout): number[] {
  const stops = [...bars, ...calls, ...requests, ...moments].map(({ id }) => id);
  stops.sort((one, other) => one - other);
  return stops;
}

/** What happened there, and why. Empty if nothing with this id is left. */
export function sentenceAt(timeline: Timeline, id: number, now: number): string {
  const token = timeline.tokens.find((one) => one.id === id);
  if (token !== undefined) return tokenSentence(token, now);
  const call = timeline.calls.find((one) => one.call.id === id);
  if (call !== undefined) {
    const answer =
      call.until === null ? 'It is on its way.' : call.answer === null ? '' : sentenceOf(call.answer);
    return `${sentenceOf(call.call)} ${answer}`;
  }
  const entry = [...timeline.requests, ...timeline.moments].find((one) => one.id === id);
  return entry === undefined ? '' : sentenceOf(entry);
}
