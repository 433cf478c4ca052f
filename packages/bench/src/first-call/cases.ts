// What is compared with the hand-written line, and how much later its first call may be.
import type { Visit } from './far-end.js';
import type { Place } from './open-pages.js';
import type { App, PageName } from './page-name.js';

/** A page with the store, somewhere. */
export interface Case {
  readonly page: PageName;
  readonly place: Place;
  readonly visit: Visit;
  readonly mostLaterMs: number;
}

interface Situation {
  readonly app: App;
  readonly place: Place;
  readonly visit: Visit;
  /** Without the early request: the store's code has to arrive first. */
  readonly storeMostLaterMs: number;
  readonly earlyMostLaterMs: number;
}

const fast: Place = { device: 'fast', authenticatorMs: 0 };
const slow: Place = { device: 'slow', authenticatorMs: 0 };
const slowServer: Place = { device: 'slow', authenticatorMs: 150 };

const situations: readonly Situation[] = [
  { app: 'plain', place: fast, visit: 'first', storeMostLaterMs: 12, earlyMostLaterMs: 5 },
  { app: 'plain', place: fast, visit: 'repeat', storeMostLaterMs: 3, earlyMostLaterMs: 3 },
  { app: 'plain', place: slow, visit: 'first', storeMostLaterMs: 100, earlyMostLaterMs: 0 },
  { app: 'plain', place: slow, visit: 'repeat', storeMostLaterMs: 100, earlyMostLaterMs: 0 },
  { app: 'plain', place: slowServer, visit: 'first', storeMostLaterMs: 100, earlyMostLaterMs: 0 },
  { app: 'plain', place: slowServer, visit: 'repeat', storeMostLaterMs: 100, earlyMostLaterMs: 0 },
  { app: 'react', place: fast, visit: 'first', storeMostLaterMs: 12, earlyMostLaterMs: 5 },
  { app: 'react', place: slow, visit: 'first', storeMostLaterMs: 100, earlyMostLaterMs: 0 },
  { app: 'react', place: slowServer, visit: 'first', storeMostLaterMs: 100, earlyMostLaterMs: 0 },
];

export const cases: readonly Case[] = situations.flatMap(
  ({ app, storeMostLaterMs, earlyMostLaterMs, ...where }) => [
    { ...where, page: { app, supply: 'store' }, mostLaterMs: storeMostLaterMs },
    { ...where, page: { app, supply: 'early' }, mostLaterMs: earlyMostLaterMs },
  ],
);
