// The store's state in words: what it is, what comes next, and what a call would meet now.
import type { TokenState } from '@mdh-tokens/store';
import { formatCountdown } from '../format-duration.js';
import type { Tone } from '../recording/sentence.js';

/** A state in words. */
export interface StateWords {
  readonly tone: Tone;
  readonly meaning: string;
  /** What a call of the SDK would do now. */
  readonly callNow: string;
}

const waits = 'waits for a token, and fails if none comes in time';

const words: Readonly<Record<TokenState['status'], StateWords>> = {
  idle: { tone: 'off', meaning: 'The store is not started.', callNow: 'waits until the store is started' },
  acquiring: { tone: 'busy', meaning: 'There is no token yet.', callNow: waits },
  active: { tone: 'good', meaning: 'There is a valid token.', callNow: 'goes out at once' },
  degraded: {
    tone: 'busy',
    meaning: 'The token is still valid, but the last refresh failed.',
    callNow: 'goes out at once',
  },
  expired: { tone: 'bad', meaning: 'There is no valid token, and the store tries again.', callNow: waits },
  hosted: {
    tone: 'off',
    meaning: 'MyDataHelps shows this page and manages the token itself.',
    callNow: 'goes out with the token of MyDataHelps',
  },
  'signed-out': { tone: 'off', meaning: 'The user has to sign in.', callNow: 'fails at once' },
  denied: { tone: 'bad', meaning: 'This user has no participant.', callNow: 'fails at once' },
  failed: { tone: 'bad', meaning: 'Trying again cannot help.', callNow: 'fails at once' },
  stopped: { tone: 'off', meaning: 'The app has stopped the store.', callNow: 'fails at once' },
};

export function describeState(state: TokenState): StateWords {
  return words[state.status];
}

/** What is known in numbers, as terms and their values. `wallNow`: epoch milliseconds of the page's clock. */
export function factsOf(state: TokenState, wallNow: number): [term: string, value: string][] {
  const left = (at: number): string => formatCountdown(at - wallNow);
  const facts: [string, string][] = [];
  if ('expiresAt' in state)
    facts.push(['Token', `#${state.generation}`], ['Expires in', left(state.expiresAt)]);
  if ('refreshing' in state && state.refreshing) facts.push(['Next token', 'is on its way']);
  else if ('refreshAt' in state) facts.push(['Refresh in', left(state.refreshAt)]);
  if ('attempt' in state) {
    if (state.attempt > 0) facts.push(['Failures in a row', String(state.attempt)]);
    facts.push(['Next try in', state.nextAttemptAt === null ? 'on its way' : left(state.nextAttemptAt)]);
  }
  return facts;
}

/** How a status is coloured, also one that is none. */
export function toneOfStatus(status: string): Tone {
  return status in words ? words[status as TokenState['status']].tone : 'off';
}
