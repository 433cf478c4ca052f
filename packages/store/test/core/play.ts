// Plays events from the initial state of the core, for tables of state, event -> state, actions.
import type { CoreAction } from '../../src/core/actions.js';
import type { Admission, CoreEvent } from '../../src/core/events.js';
import type { Reading } from '../../src/core/moment.js';
import { initialState, type CoreState } from '../../src/core/state.js';
import { TokenError } from '../../src/core/token-error.js';
import { transition } from '../../src/core/transition.js';

export const policy = { safetyMarginMs: 300_000, timeoutMs: 10_000, shares: false };
export const wallStart = 1_700_000_000_000;
export const facts = { lifeMs: 600_000, refreshInMs: null, subject: null, sameToken: false };
export const unavailable = new TokenError('unavailable', 'down', { status: 503 });
export const stopped = new TokenError('stopped', 'stopped');

export function at(now: number, more: Partial<Reading> = {}): Reading {
  return { now, monoMs: now, wallAt: wallStart + now, random: 0.5, awaited: false, ...more };
}

/** Plays events from the initial state; keeps what the last of them led to. */
export function play(...steps: readonly (readonly [number, CoreEvent, Partial<Reading>?])[]): {
  state: CoreState;
  actions: readonly CoreAction[];
} {
  let result: { state: CoreState; actions: readonly CoreAction[] } = { state: initialState, actions: [] };
  for (const [now, event, more] of steps) result = transition(result.state, event, at(now, more), policy);
  return result;
}

export const admitted: Admission = { online: true, barred: null };
export const start = [0, { type: 'start', ...admitted }] as const;
export const started = [0, { type: 'deferred' }] as const;
export const answered = [200, { type: 'answered', flightId: 1, facts }] as const;
export const active = [start, started, answered] as const;
/** `refresh()`, and the microtask after it. */
export const refresh = (now: number) =>
  [
    [now, { type: 'ask', kind: 'refresh', ...admitted }],
    [now, { type: 'deferred' }],
  ] as const;
export const types = (actions: readonly CoreAction[]) => actions.map((action) => action.type);
