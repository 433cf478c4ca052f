// A mixture of events for the store's pure core: timers, callers, answers, failures, wakes.
import { initialState, TokenError, transition, type CoreEvent, type CoreState } from '@mdh-tokens/store/core';

const policy = { safetyMarginMs: 300_000, timeoutMs: 10_000, shares: false };
const facts = { lifeMs: 600_000, refreshInMs: null, subject: null, sameToken: false };

/** Takes the core through so many steps. @throws Error where it has not lived through them */
export function takeCoreSteps(count: number): void {
  const error = new TokenError('unavailable', 'simulated');
  const reading = { now: 0, monoMs: 0, wallAt: Date.UTC(2026, 0, 1), awaited: false, random: 0.5 };
  let state = initialState;
  const step = (event: CoreEvent): void => {
    ({ state } = transition(state, event, { ...reading }, policy));
  };
  step({ type: 'start', online: true, barred: null });
  step({ type: 'deferred' });
  for (let taken = 2; taken < count; taken += 1) {
    reading.random = (reading.random + 0.618) % 1;
    const { event, afterMs } = nextEvent(state, taken, error, reading.now);
    reading.now += afterMs;
    reading.monoMs += afterMs;
    reading.wallAt += afterMs;
    step(event);
  }
  if (state.generation === 0 || state.life.is !== 'running') throw new Error('the core did not run');
}

function nextEvent(
  { flight, alarm }: CoreState,
  taken: number,
  error: TokenError,
  now: number,
): { event: CoreEvent; afterMs: number } {
  if (flight !== null) {
    const flightId = flight.id;
    const isFailure = taken % 8 === 0;
    return {
      event: isFailure ? { type: 'call-failed', flightId, error } : { type: 'answered', flightId, facts },
      afterMs: 150,
    };
  }
  if (taken % 32 === 5) return { event: { type: 'wake', online: true, restored: false }, afterMs: 0 };
  if (taken % 16 === 3) return { event: { type: 'wait' }, afterMs: 0 };
  if (taken % 4 === 0) return { event: { type: 'hint' }, afterMs: 40 };
  return { event: { type: 'timer' }, afterMs: Math.max((alarm?.firesAt ?? now) - now, 0) };
}
