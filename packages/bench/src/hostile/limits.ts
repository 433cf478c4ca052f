// What our store has to keep to, scenario by scenario.

export interface Limit {
  readonly authenticatorCalls?: number;
  readonly callsAtOnce?: number;
  readonly interrupted?: number;
  readonly overlap?: number;
  /** No more calls than one tab alone in an hour. */
  readonly asAlone?: true;
}

/** In an hour of tokens of 600 s: a margin of 300 s and jitter leave 270 s, and a first refresh may be early. */
const anHour = { authenticatorCalls: 17 };

export const limits: Readonly<Record<string, Limit>> = {
  '1': { authenticatorCalls: 30 },
  '2': { authenticatorCalls: 16 },
  '3': { authenticatorCalls: 1 },
  // Where the first refresh comes at half of the life, the other half lives through 5 of the 20 minutes.
  '5b': { interrupted: 181 },
  '6a': anHour,
  '6b': anHour,
  // The first token, and the refusal.
  '7': { authenticatorCalls: 2 },
  '8a': { authenticatorCalls: 1 },
  '8b': { authenticatorCalls: 1 },
  '9a': anHour,
  '9b': anHour,
  '10a': anHour,
  '10b': anHour,
  '11': { asAlone: true, overlap: 1 },
  '11b': { asAlone: true, callsAtOnce: 1, overlap: 1 },
  '11c': { callsAtOnce: 1, interrupted: 0, overlap: 1 },
  '12': { asAlone: true },
  '13': { authenticatorCalls: 60 },
};

/** Where the session is over, a call that is refused is right. */
export const rightlyInterrupted: ReadonlySet<string> = new Set(['7']);
