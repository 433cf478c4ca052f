// The store's state in words: what it is, what comes next, and what a call would meet now.
import type { TokenState } from '@mdh-tokens/store';
import { formatCountdown } from '../format-duration.js';

const atOnce = 'goes out at once';
const waits = 'waits for a token, and fails if none comes in time';
const fails = 'fails at once';

/** What a status means, and what a call of the SDK would do now. */
export const stateWords: Readonly<Record<TokenState['status'], readonly [meaning: string, callNow: string]>> =
  {
    idle: ['The store is not started.', 'waits until the store is started'],
    acquiring: ['There is no token yet.', waits],
    active: ['There is a valid token.', atOnce],
    degraded: ['The token is still valid, but the last refresh failed.', atOnce],
    expired: ['There is no valid token, and the store tries again.', waits],
    hosted: [
      'MyDataHelps shows this page and manages the token itself.',
      'goes out with the token of MyDataHelps',
    ],
    'signed-out': ['The user has to sign in.', fails],
    denied: ['This user has no participant.', fails],
    failed: ['Trying again cannot help.', fails],
    stopped: ['The app has stopped the store.', fails],
  };

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
