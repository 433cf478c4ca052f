// What an answer with a token leads to.
import { firstStallMs } from './backoff.js';
import type { AnswerFacts } from './events.js';
import { fault } from './fault.js';
import { failCall } from './failure.js';
import { keptWant, land } from './landing.js';
import { end } from './ending.js';
import type { Moment } from './moment.js';
import { holdToken, isOfAnother, refreshAt } from './schedule.js';
import { noStall, type CoreState, type Flight, type Stall } from './state.js';

/** Makes the answer the token in hand, unless it is another participant's or has ended on the way. */
export function commitAnswer(
  state: CoreState,
  flight: Flight,
  facts: AnswerFacts,
  moment: Moment,
): CoreState {
  const { now, actions } = moment;
  const issuedAt = flight.startedAt - (facts.leftAgoMs ?? 0);
  if (isOfAnother(state, facts.subject)) {
    const error = fault('participant_changed', 'participant_changed');
    actions.push({ type: 'tell-failure', error, agoMs: now - issuedAt });
    return end({ ...state, flight: null }, { as: 'signed-out', error, at: issuedAt }, moment);
  }
  if (isRefusedAgain(state, flight, facts)) return refuseAgain(state, flight, moment);
  const expiresAt = issuedAt + facts.lifeMs;
  if (isOvertaken(state, flight, expiresAt)) {
    actions.push({ type: 'notify-needless' });
    return land(state, flight, null);
  }
  if (now >= expiresAt) return failCall(state, flight, fault('unavailable', 'dead_on_arrival'), moment);
  return takeToken(state, flight, { ...facts, issuedAt }, moment);
}

/** Makes the answer's token the one in hand, and plans the next refresh. */
function takeToken(
  state: CoreState,
  flight: Flight,
  { issuedAt, ...facts }: AnswerFacts & { readonly issuedAt: number },
  moment: Moment,
): CoreState {
  const { now, actions } = moment;
  const { lifeMs, subject } = facts;
  const expiresAt = issuedAt + lifeMs;
  const isLater = state.token === null || expiresAt > state.token.expiresAt;
  const stall = stallAfter(state, flight, { sameToken: facts.sameToken, isLater }, expiresAt - now);
  if (stall.count === 1) {
    actions.push({ type: 'diagnose', code: 'no_progress', details: { sameToken: String(facts.sameToken) } });
  }
  const plannedAt = refreshAt(moment.policy, {
    issuedAt,
    lifeMs,
    refreshInMs: facts.refreshInMs,
    spread: isSharedMoment(state, flight),
    random: moment.random,
  });
  const backsOffTo = now + stall.firstMs * 2 ** (stall.count - 1);
  const dueAt = stall.count === 0 ? plannedAt : Math.max(plannedAt, Math.min(backsOffTo, expiresAt));
  actions.push(
    ...([{ type: 'keep' }, { type: 'hand-over' }, { type: 'tell-token' }] as const),
    ...([{ type: 'notify-success' }, { type: 'notify-token' }] as const),
  );
  const held = holdToken(state, { issuedAt, expiresAt, refreshAt: dueAt, lifeMs, subject });
  return land(
    { ...held, stall, wanted: keptWant(state), lineage: state.lineage + lineageStep(state, facts) },
    flight,
    null,
  );
}

/** Many pages may have asked at this moment: after an outage, a wake, or all at the start. */
function isSharedMoment({ lifeMs, retry }: CoreState, { urgent, reason }: Flight): boolean {
  return lifeMs === null || urgent || retry.attempt > 0 || reason === 'wake';
}

/** After a stay in the back/forward cache, an answer that names nobody may be another participant's. */
function lineageStep({ token }: CoreState, { subject }: AnswerFacts): number {
  return token?.standing === 'unconfirmed' && subject === null ? 1 : 0;
}

/** A call that left before the refusal brought the refused token from the server's cache. The next one goes past it. */
function isRefusedAgain({ token }: CoreState, { reason }: Flight, { sameToken }: AnswerFacts): boolean {
  return sameToken && token?.standing === 'refused' && reason !== 'rejected' && reason !== 'forced';
}

function refuseAgain(state: CoreState, flight: Flight, { actions }: Moment): CoreState {
  const error = fault('rejected', 'refused_again');
  actions.push({ type: 'notify-failure', error });
  return land(state, flight, error);
}

/**
 * Meanwhile another tab has brought the token of a later call. A forced call keeps its own answer: its caller asked for
 * one past the cache.
 */
function isOvertaken({ token }: CoreState, { reason, startedAt }: Flight, expiresAt: number): boolean {
  if (token === null || token.standing !== 'good' || reason === 'forced') return false;
  return token.issuedAt > startedAt && token.expiresAt >= expiresAt;
}

/**
 * A server that caches may answer with the token that is already here, or with one that ends no later. Asking again
 * "when less than the margin is left" would then spin. After a refusal, a stay in the back/forward cache, or a forced
 * call, an earlier end is no lack of progress.
 */
function stallAfter(
  { token, stall }: CoreState,
  { reason }: Flight,
  { sameToken, isLater }: { readonly sameToken: boolean; readonly isLater: boolean },
  leftMs: number,
): Stall {
  const isNew = !sameToken && (isLater || token?.standing === 'refused' || reason === 'forced');
  if (isNew || token?.standing === 'unconfirmed') return noStall;
  return {
    count: stall.count + 1,
    firstMs: stall.count === 0 ? firstStallMs(leftMs) : stall.firstMs,
  };
}
