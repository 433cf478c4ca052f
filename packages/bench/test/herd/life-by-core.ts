// When the calls of a page leave, by the store's core itself: its loop, with an authenticator that answers as it is told.
import { initialState, TokenError, transition, usableToken, type CoreEvent } from '@mdh-tokens/store/core';
import type { Answer } from '../../src/herd/authenticator.js';
import type { Client, Entry } from '../../src/herd/pages.js';

/** An answer, and the chance of the decision that it leads to. */
export interface Told {
  readonly answer: Answer;
  readonly random: number;
}

/** @returns the start of each call that is answered */
export function lifeByCore(client: Client, entry: Entry, answers: readonly Told[]): number[] {
  const calls: number[] = [];
  let state = initialState;
  let now = 0;
  let timerAt = Number.POSITIVE_INFINITY;
  let answerAt = Number.POSITIVE_INFINITY;
  let callerAt = client.callerEveryMs === null ? Number.POSITIVE_INFINITY : firstCallerFrom(entry);
  let awaited = false;

  function firstCallerFrom({ at }: Entry): number {
    const every = client.callerEveryMs!;
    return entry.callerAt + Math.ceil((at - entry.callerAt) / every) * every;
  }

  function step(at: number, event: CoreEvent, random = 0.5): void {
    now = at;
    if (event.type === 'timer') timerAt = Number.POSITIVE_INFINITY;
    const reading = { now, monoMs: now, wallAt: Date.UTC(2026, 0, 1) + now, awaited, random };
    const taken = transition(state, event, reading, client.policy);
    ({ state } = taken);
    for (const action of taken.actions) {
      if (action.type === 'arm') timerAt = now + (action.delayMs ?? Number.POSITIVE_INFINITY);
      if (action.type !== 'call') continue;
      if (now >= entry.at) calls.push(now);
      answerAt = now + client.latencyMs;
    }
  }

  function takeAnswer({ answer, random }: Told): void {
    const at = answerAt;
    answerAt = Number.POSITIVE_INFINITY;
    const flightId = state.flight!.id;
    if (answer.isGranted) {
      const facts = { lifeMs: client.lifeMs, refreshInMs: null, subject: null, sameToken: false };
      awaited = false;
      return step(at, { type: 'answered', flightId, facts }, random);
    }
    const { retryAfterSeconds } = answer;
    const details = retryAfterSeconds === null ? {} : { retryAfterSeconds };
    const error = new TokenError('unavailable', 'told so', details);
    return step(at, { type: 'call-failed', flightId, error }, random);
  }

  /** Somebody wants a token; who cannot have one waits. */
  function takeCaller(): void {
    const at = callerAt;
    callerAt += client.callerEveryMs!;
    if (usableToken(state, at) !== null) return;
    awaited = true;
    step(at, { type: 'wait' });
  }

  const hasToken = entry.expiresAt > entry.at;
  const startedAt = hasToken ? entry.expiresAt - client.lifeMs : entry.at;
  step(startedAt, { type: 'start', online: true, barred: null });
  step(startedAt, { type: 'deferred' });
  if (hasToken) {
    takeAnswer({ answer: { isGranted: true }, random: 0.5 });
    step(entry.at, { type: 'wake', online: true, restored: false });
  }
  let taken = 0;
  while (taken < answers.length) {
    if (answerAt <= Math.min(timerAt, callerAt)) takeAnswer(answers[taken++]!);
    else if (callerAt <= timerAt) takeCaller();
    else step(timerAt, { type: 'timer' });
  }
  return calls.slice(0, answers.length);
}
