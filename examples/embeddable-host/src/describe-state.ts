// The store's state in words.
import type { TokenState } from '@mdh-tokens/store';

/** How a state is coloured. */
export type Tone = 'good' | 'busy' | 'bad' | 'off';

export interface StateWords {
  tone: Tone;
  /** A short line under the status. */
  note: string;
}

/** What a visitor should know about a state. */
export function describeState(state: TokenState): StateWords {
  switch (state.status) {
    case 'idle':
      return { tone: 'off', note: 'not started' };
    case 'acquiring':
      return {
        tone: 'busy',
        note: state.error === null ? 'asking for the first token' : 'no token yet, trying again',
      };
    case 'active':
      return { tone: 'good', note: state.refreshing ? 'fetching the next one' : 'the SDK has a valid token' };
    case 'degraded':
      return { tone: 'busy', note: 'still valid; the last refresh failed, trying again' };
    case 'expired':
      return { tone: 'bad', note: 'no valid token, trying again; SDK calls wait' };
    case 'signed-out':
      return { tone: 'off', note: 'the authenticator says nobody is signed in' };
    case 'denied':
      return { tone: 'bad', note: 'signed in, but there is no participant for this user' };
    case 'hosted':
      return { tone: 'off', note: 'MyDataHelps shows this page and manages the token' };
    case 'failed':
      return { tone: 'bad', note: 'trying again cannot help' };
    case 'stopped':
      return { tone: 'off', note: 'the SDK holds no token' };
  }
}
