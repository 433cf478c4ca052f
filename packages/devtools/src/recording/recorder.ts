// Keeps the newest of what happened, on a clock that never jumps.
import type { InspectedStep, TokenState } from '@mdh-tokens/store';
import type { Entry, Happening } from './entry.js';
import { readStep } from './read-step.js';

/**
 * Records a store from its beginning: give `inspect` to `createTokenStore` and the recorder to `mountDevtools`. Bounded:
 * it keeps the newest 500 entries of the last 30 minutes.
 */
export interface Recorder {
  /** For the option `inspect` of `createTokenStore`. It needs no `this`. */
  readonly inspect: (step: InspectedStep) => void;
  /** Oldest first. */
  readonly entries: readonly Entry[];
  /** Epoch milliseconds on the clock of the entries. */
  now(): number;
  /**
   * Writes a line of the app's own into the time-line, such as "signed in" or a fault that a test switches on.
   *
   * @param label never a token and never a participant: it is exported
   * @param how `on` and `off` are the ends of a span with this label; default `moment`
   */
  mark(label: string, how?: 'on' | 'off' | 'moment'): void;
  record(happening: Happening): void;
  /** Tells of each new entry. @returns tells no more */
  listen(listener: (entry: Entry) => void): () => void;
}

const mostEntries = 500;
/** Requests are many: what is rarer, and says more, is kept longer. */
const mostRequests = 300;
const rememberedMs = 30 * 60_000;

/** Makes a recorder for one store, from its beginning. Safe on a server. */
export function createRecorder(): Recorder {
  return recorderFrom({ status: 'idle' });
}

/** A recorder for a store that is in this state already: a token in hand is its first entry. */
export function recorderFrom(state: TokenState): Recorder {
  const entries: Entry[] = [];
  const listeners = new Set<(entry: Entry) => void>();
  const readHappenings = readStep(state);
  let lastId = 0;
  let requests = 0;

  const forget = (index: number): void => {
    if (entries.splice(index, 1)[0]?.type === 'request') requests -= 1;
  };
  const prune = (at: number): void => {
    if (requests > mostRequests) forget(entries.findIndex(({ type }) => type === 'request'));
    if (entries.length > mostEntries) forget(firstForgettable(entries));
    while ((entries[0]?.at ?? at) < at - rememberedMs) forget(0);
  };
  const record = (happening: Happening): void => {
    const at = now();
    lastId += 1;
    const entry = { ...happening, id: lastId, at };
    entries.push(entry);
    if (happening.type === 'request') requests += 1;
    prune(at);
    for (const listener of listeners) listener(entry);
  };

  if ('issuedAt' in state) {
    const { generation, expiresAt, issuedAt } = state;
    const wallNow = Date.now();
    record({ type: 'token', generation, lifeMs: expiresAt - wallNow, ageMs: wallNow - issuedAt, from: null });
  }
  return {
    inspect(step) {
      for (const happening of readHappenings(step)) record(happening);
    },
    entries,
    now,
    mark: (label, how = 'moment') => record({ type: 'mark', label, how }),
    record,
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The token in hand stays in the picture, however long ago it came. */
function firstForgettable(entries: readonly Entry[]): number {
  const [first, ...others] = entries;
  return first?.type === 'token' && others.every(({ type }) => type !== 'token') ? 1 : 0;
}

function now(): number {
  return performance.timeOrigin + performance.now();
}
