import { TokenError, type TokenState } from '@mdh-tokens/store';
import { describe, expect, it } from 'vitest';
import { factsOf, stateWords } from '../src/panel/state-words.js';
import { toneOfStatus } from '../src/status-tone.js';

const now = 1_000_000;
const error = new TokenError('unavailable', 'no');
const valid = { generation: 3, issuedAt: now - 10_000, expiresAt: now + 50_000, refreshing: false };

describe('a state in words', () => {
  it.each([
    [{ status: 'idle' }, 'waits until the store is started'],
    [{ status: 'acquiring', attempt: 0, nextAttemptAt: null, error: null }, 'waits for a token'],
    [{ status: 'active', ...valid, refreshAt: now }, 'goes out at once'],
    [{ status: 'degraded', ...valid, attempt: 1, nextAttemptAt: null, error }, 'goes out at once'],
    [{ status: 'expired', attempt: 1, nextAttemptAt: null, error }, 'waits for a token'],
    [{ status: 'hosted' }, 'goes out with the token of MyDataHelps'],
    [{ status: 'signed-out', error: new TokenError('signed_out', '') }, 'fails at once'],
    [{ status: 'denied', error: new TokenError('forbidden', '') }, 'fails at once'],
    [{ status: 'failed', error: new TokenError('misconfigured', '') }, 'fails at once'],
    [{ status: 'stopped' }, 'fails at once'],
  ] as [TokenState, string][])('%j: an SDK call now %s', (state, callNow) => {
    expect(stateWords[state.status][1]).toContain(callNow);
  });

  it('counts down to the refresh and the end', () => {
    expect(factsOf({ status: 'active', ...valid, refreshAt: now + 20_000 }, now)).toEqual([
      ['Token', '#3'],
      ['Expires in', '0:50'],
      ['Refresh in', '0:20'],
    ]);
  });

  it('counts failures, and down to the next try', () => {
    const state: TokenState = { status: 'degraded', ...valid, attempt: 2, nextAttemptAt: now + 4_000, error };
    expect(factsOf(state, now)).toEqual([
      ['Token', '#3'],
      ['Expires in', '0:50'],
      ['Failures in a row', '2'],
      ['Next try in', '0:04'],
    ]);
  });

  it('says that a call is on its way', () => {
    expect(factsOf({ status: 'active', ...valid, refreshAt: now, refreshing: true }, now)).toContainEqual([
      'Next token',
      'is on its way',
    ]);
  });

  it('is coloured by what it means for a call', () => {
    const tones = Object.keys(stateWords).map((status) => toneOfStatus(status as TokenState['status']));
    expect(tones.join(' ')).toBe('off busy good busy bad off off bad bad off');
  });
});
