// Happenings for tests, with what does not matter filled in.
import type { CallReport, RefreshReason } from '@mdh-tokens/store';
import type { Happening } from '../src/recording/entry.js';

export const token = (generation: number, lifeMs = 20_000): Happening => ({
  type: 'token',
  generation,
  lifeMs,
  ageMs: 0,
  from: 'authenticator',
});
export const expired = (generation: number): Happening => ({ type: 'expired', generation });
export const ended: Happening = { type: 'status', status: 'signed-out', code: 'signed_out' };
export const called = (reason: RefreshReason = 'schedule', usedShare: number | null = null): Happening => ({
  type: 'call',
  reason,
  usedShare,
});
export const answered = (outcome: 'ok' | 'failed' | 'needless', code: string | null = null): Happening => ({
  type: 'answer',
  outcome,
  code,
  status: code === null ? null : 503,
  nextInMs: null,
});
export const requested = (
  outcome: CallReport['outcome'] = 'answered',
  replayed = false,
  waitedMs = 0,
): Happening => ({ type: 'request', via: 'sdk', outcome, replayed, waitedMs, tookMs: waitedMs + 100 });
export const marked = (label: string, how: 'on' | 'off' | 'moment' = 'on'): Happening => ({
  type: 'mark',
  label,
  how,
});
