// What an answer with a token leads to.
import type { CoreAction } from './actions.js';
import { backoffCeilingMs } from './backoff.js';
import type { AnswerFacts } from './events.js';
import { end, failCall } from './failure.js';
import type { Policy } from './policy.js';
import type { Reading } from './reading.js';
import { holdToken, isOfAnother } from './hold-token.js';
import { refreshAt } from './schedule.js';
import type { CoreState, Flight } from './state.js';
import { TokenError } from './token-error.js';

/** Makes the answer the token in hand, unless it is somebody else's or has ended on the way. */
export function commitAnswer(
  state: CoreState,
  flight: Flight,
  facts: AnswerFacts,
  reading: Reading,
  policy: Policy,
  actions: CoreAction[],
): CoreState {
  if (isOfAnother(state, facts.subject)) {
    const error = participantChanged();
    actions.push({ type: 'tell-failure', error, agoMs: reading.now - flight.startedAt });
    return end({ ...state, flight: null }, 'signed-out', error, flight.startedAt, actions);
  }
  const expiresAt = flight.startedAt + facts.lifeMs;
  if (isRefusedAgain(state, flight, facts) || isOvertaken(state, flight, expiresAt)) {
    return { ...state, flight: null, finishedCalls: state.finishedCalls + 1 };
  }
  if (reading.now >= expiresAt) return failCall(state, deadOnArrival(), reading, actions);

  const stalls = bringsProgress(state, flight, facts, expiresAt) ? 0 : state.stalls + 1;
  if (stalls === 1) {
    actions.push({ type: 'diagnose', code: 'no_progress', details: { sameToken: String(facts.sameToken) } });
  }
  const isFirst = state.lifeMs === 0;
  const plannedAt = refreshAt(policy, {
    issuedAt: flight.startedAt,
    lifeMs: facts.lifeMs,
    refreshInMs: facts.refreshInMs,
    spread: isFirst || flight.urgent || state.attempt > 0 || flight.reason === 'wake',
    random: reading.random,
  });
  const arriving = {
    issuedAt: flight.startedAt,
    expiresAt,
    refreshAt: stalls === 0 ? plannedAt : afterStall(plannedAt, expiresAt, stalls, reading),
    lifeMs: facts.lifeMs,
    subject: facts.subject,
  };
  actions.push({ type: 'commit', flightId: flight.id }, { type: 'notify-success' }, { type: 'notify-token' });
  return {
    ...holdToken(state, arriving),
    flight: null,
    finishedCalls: state.finishedCalls + 1,
    stalls,
    wanted: null,
  };
}

/** A call that left before the refusal brought the refused token from the server's cache: the next one goes past it. */
function isRefusedAgain({ token }: CoreState, { reason }: Flight, { sameToken }: AnswerFacts): boolean {
  return sameToken && token?.refused === true && reason !== 'rejected' && reason !== 'forced';
}

/** Another tab's token came in the meantime, of a later call. Who forces a call has a reason to want its answer. */
function isOvertaken({ token }: CoreState, { reason, startedAt }: Flight, expiresAt: number): boolean {
  if (token === null || token.refused || reason === 'forced') return false;
  return token.issuedAt > startedAt && token.expiresAt >= expiresAt;
}

/**
 * A server that caches may answer with the token that is already here, or with one that ends no later: asking again
 * "when less than the margin is left" would then spin. After a refusal, or when the app asked for another token, an
 * earlier end is no lack of progress.
 */
function bringsProgress(
  { token }: CoreState,
  { reason }: Flight,
  { sameToken }: AnswerFacts,
  expiresAt: number,
): boolean {
  if (sameToken) return false;
  return token === null || token.refused || reason === 'forced' || expiresAt > token.expiresAt;
}

/** Backs off, but not beyond the expiry: then a caller may be waiting. */
function afterStall(plannedAt: number, expiresAt: number, stalls: number, reading: Reading): number {
  return Math.max(plannedAt, Math.min(reading.now + backoffCeilingMs(stalls), expiresAt));
}

function participantChanged(): TokenError {
  return new TokenError('participant_changed', 'the authenticator answered for another participant', {
    hint: 'The session has changed hands: clear what belongs to the user before, then call start().',
  });
}

function deadOnArrival(): TokenError {
  return new TokenError('unavailable', 'the answer took longer than the life of its token', {
    hint: 'expires_in must be what is left at the date of the answer.',
  });
}
