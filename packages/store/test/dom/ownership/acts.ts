// What an app does with its stores and SDKs, in any order.
import fc from 'fast-check';

export const acts = [
  'start',
  'stop',
  'sign out',
  'hold',
  'release',
  'connect',
  'connect without a gate',
  'disconnect',
  'get a token',
  'call the SDK',
  'refresh',
  'invalidate',
  'show the page',
  'lose the network for a moment',
  'the session ends',
  'the authenticator fails',
  'the authenticator answers',
] as const;

/** One thing that somebody does with one of the stores, or with one of the SDKs. */
export interface Act {
  readonly does: (typeof acts)[number];
  readonly store: number;
  readonly sdk: number;
}

/** Acts in one turn, and the time that passes after them. */
export interface Turn {
  readonly acts: readonly Act[];
  readonly passMs: number;
}

export interface Story {
  /** Whether the stores are tabs that share. */
  readonly shares: boolean;
  readonly turns: readonly Turn[];
  /** What the app does inside its own callbacks: one entry a call, over and over; mostly nothing. */
  readonly meddling: readonly (Act | null)[];
}

export const storeCount = 3;
export const sdkCount = 2;

const act: fc.Arbitrary<Act> = fc.record({
  does: fc.constantFrom(...acts),
  store: fc.nat(storeCount - 1),
  sdk: fc.nat(sdkCount - 1),
});

const turn: fc.Arbitrary<Turn> = fc.record({
  acts: fc.array(act, { minLength: 1, maxLength: 4 }),
  passMs: fc.constantFrom(0, 1, 50, 200, 2_000, 60_000),
});

export const story: fc.Arbitrary<Story> = fc.record({
  shares: fc.boolean(),
  turns: fc.array(turn, { minLength: 5, maxLength: 40 }),
  meddling: fc.oneof(
    fc.constant([null]),
    fc.array(fc.option(act, { freq: 4 }), { minLength: 5, maxLength: 30 }),
  ),
});
