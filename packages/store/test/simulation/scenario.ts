// A scenario of the simulation as plain data, and how fast-check makes one and shrinks it.
import fc from 'fast-check';
import type { TokenErrorCode } from '../../src/core/token-error.js';
import type { Weather } from './authenticator.js';

/** Something that happens to the page. */
export type Happening =
  | {
      readonly kind: 'weather';
      readonly weather: Weather;
      readonly forSeconds: number;
      /** A caller forces a refresh as it begins. */
      readonly isAsked: boolean;
    }
  | {
      readonly kind: 'sleep';
      readonly forSeconds: number;
      readonly monoGoesOn: boolean;
      /** Calls on their way fail when the machine wakes. */
      readonly cutsCalls: boolean;
      /** When the page hears of it; `null`: never. */
      readonly wakeAfterMs: number | null;
    }
  | { readonly kind: 'set-clock'; readonly bySeconds: number }
  | {
      readonly kind: 'offline';
      readonly forSeconds: number;
      /** The browser is wrong: the network is there. */
      readonly isLie: boolean;
    }
  | { readonly kind: 'hidden'; readonly forSeconds: number; readonly timersEverySeconds: 1 | 60 }
  | {
      readonly kind: 'callers';
      readonly count: number;
      readonly minValiditySeconds: number;
      readonly timeoutSeconds: number;
      readonly abortAfterMs: number | null;
    }
  | { readonly kind: 'force'; readonly count: number; readonly everyMs: number }
  | { readonly kind: 'refusals'; readonly forSeconds: number; readonly everyMs: number }
  | { readonly kind: 'late-refusal' }
  | { readonly kind: 'accepted' }
  | { readonly kind: 'hint' }
  | { readonly kind: 'wakes'; readonly count: number; readonly everyMs: number }
  | { readonly kind: 'participant'; readonly subject: string | null }
  | { readonly kind: 'stop'; readonly forSeconds: number }
  /** start, stop and, where it stays, start, all before a microtask. */
  | { readonly kind: 'double-mount'; readonly stays: boolean }
  | { readonly kind: 'sign-out' }
  /** The page lies in the back/forward cache for a while. */
  | { readonly kind: 'restore'; readonly forSeconds: number }
  /** A lease is released and taken in one task. */
  | { readonly kind: 'lease' }
  | { readonly kind: 'hosted' }
  | { readonly kind: 'refuse' };

export interface Scenario {
  readonly seed: number;
  readonly safetyMarginSeconds: number;
  readonly timeoutSeconds: number;
  readonly lifeSeconds: number;
  readonly clockResolutionMs: number;
  /** An app that asks for the token all the time. */
  readonly pollSeconds: number | null;
  /** How long the user takes to sign in again, or the app to be repaired. */
  readonly restartSeconds: number;
  readonly begins: 'start' | 'caller' | 'hosted' | 'refuse' | 'stop';
  readonly happenings: readonly (readonly [afterSeconds: number, Happening])[];
}

/** Spread evenly over the orders of magnitude, shrinking to the least. */
function magnitude(least: number, most: number): fc.Arbitrary<number> {
  return fc.integer({ min: 0, max: 240 }).map((step) => {
    const value = least * (most / least) ** (step / 240);
    return value < 10 ? Math.round(value * 1000) / 1000 : Math.round(value);
  });
}

function seconds(least: number, most: number): fc.Arbitrary<number> {
  return magnitude(least, most).map(Math.ceil);
}

const life = seconds(20, 30 * 86_400);
/** Mostly short: what a page meets comes in bunches. */
const pause = fc.oneof(
  { weight: 4, arbitrary: magnitude(0.001, 3) },
  { weight: 5, arbitrary: magnitude(1, 300) },
  { weight: 4, arbitrary: magnitude(60, 7_200) },
  { weight: 2, arbitrary: magnitude(3_600, 43_200) },
);
const span = magnitude(0.5, 20_000);

const retryAfter = fc.constantFrom(null, 0, 1, 7, 60, 400, 86_400);
const transientCodes: readonly TokenErrorCode[] = ['network', 'timeout', 'offline', 'unavailable'];
const finalCodes: readonly TokenErrorCode[] = ['unauthenticated', 'forbidden', 'misconfigured'];
const brokenCodes: readonly TokenErrorCode[] = ['malformed', 'redirected'];

const fair = fc.record({
  kind: fc.constant('fair' as const),
  lifeSeconds: life,
  refreshInSeconds: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, seconds(1, 86_400)),
  shrinkTo: fc.constantFrom(1, 1, 1, 0.9, 0.5),
  latencyMs: magnitude(2, 2_000),
});
const weather: fc.Arbitrary<Weather> = fc.oneof(
  { weight: 5, arbitrary: fair },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('poor' as const),
      lifeSeconds: seconds(1, 600),
      latencyMs: magnitude(2_000, 90_000),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('caching' as const),
      lifeSeconds: seconds(20, 86_400),
      keepsToSeconds: fc.constantFrom(0, 10, 60, 280),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('failing' as const),
      code: fc.constantFrom(...transientCodes),
      retryAfterSeconds: fc.constant(null),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('failing' as const),
      code: fc.constantFrom('rate_limited' as const, 'unavailable' as const),
      retryAfterSeconds: retryAfter,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('failing' as const),
      code: fc.constantFrom(...finalCodes, ...brokenCodes),
      retryAfterSeconds: fc.constant(null),
    }),
  },
  { weight: 2, arbitrary: fc.constant({ kind: 'hanging' as const }) },
);

/** Under 100 ms and over: a smaller step is within the tolerance of the time line and shows nothing. */
const clockStep = fc
  .tuple(fc.constantFrom(-1, 1), magnitude(0.1, 200_000))
  .map(([sign, size]) => sign * size);

const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      kind: fc.constant('weather' as const),
      weather,
      forSeconds: span,
      isAsked: fc.boolean(),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('sleep' as const),
      forSeconds: magnitude(0.1, 100_000),
      monoGoesOn: fc.boolean(),
      cutsCalls: fc.boolean(),
      wakeAfterMs: fc.constantFrom(null, 0, 300, 3_000),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('set-clock' as const), bySeconds: clockStep }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('offline' as const),
      forSeconds: span,
      isLie: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('hidden' as const),
      forSeconds: span,
      timersEverySeconds: fc.constantFrom(1 as const, 60 as const),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('callers' as const),
      count: fc.integer({ min: 1, max: 20 }),
      minValiditySeconds: fc.oneof(fc.constant(0), seconds(1, 90_000)),
      timeoutSeconds: fc.oneof(fc.constant(30), seconds(1, 600)),
      abortAfterMs: fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, magnitude(1, 20_000)),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('force' as const),
      count: fc.integer({ min: 1, max: 60 }),
      everyMs: magnitude(1, 5_000),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('refusals' as const),
      forSeconds: magnitude(1, 300),
      everyMs: magnitude(100, 20_000),
    }),
  },
  { weight: 4, arbitrary: fc.constant({ kind: 'late-refusal' as const }) },
  { weight: 4, arbitrary: fc.constant({ kind: 'accepted' as const }) },
  { weight: 4, arbitrary: fc.constant({ kind: 'hint' as const }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('wakes' as const),
      count: fc.integer({ min: 1, max: 100 }),
      everyMs: magnitude(1, 5_000),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('participant' as const),
      subject: fc.constantFrom(null, 'participant-0', 'participant-1'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('stop' as const), forSeconds: magnitude(0.001, 600) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('double-mount' as const), stays: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'sign-out' as const }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('restore' as const), forSeconds: magnitude(0.1, 20_000) }),
  },
  { weight: 2, arbitrary: fc.constant({ kind: 'lease' as const }) },
  { weight: 1, arbitrary: fc.constantFrom({ kind: 'hosted' as const }, { kind: 'refuse' as const }) },
);

export const scenario: fc.Arbitrary<Scenario> = fc.record({
  seed: fc.nat(),
  safetyMarginSeconds: fc.oneof(fc.constant(300), seconds(10, 900)),
  timeoutSeconds: fc.oneof(fc.constant(10), seconds(3, 60)),
  lifeSeconds: life,
  clockResolutionMs: fc.constantFrom(0.1, 0.005, 1, 100),
  pollSeconds: fc.oneof(fc.constant(null), magnitude(1, 600)),
  restartSeconds: magnitude(1, 1_200),
  begins: fc.constantFrom('start', 'start', 'caller', 'caller', 'hosted', 'refuse', 'stop'),
  happenings: fc.array(fc.tuple(pause, happening), { minLength: 1, maxLength: 80, size: 'max' }),
});
