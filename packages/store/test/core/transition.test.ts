// Tables of state, event -> state, actions.
import { describe, expect, it } from 'vitest';
import type { CoreEvent } from '../../src/core/events.js';
import { snapshotOf } from '../../src/core/snapshot.js';
import { TokenError } from '../../src/core/token-error.js';
import { transition } from '../../src/core/transition.js';
import {
  active,
  admitted,
  at,
  facts,
  play,
  policy,
  refresh,
  start,
  started,
  stopped,
  types,
  unavailable,
  wallStart,
} from './play.js';

describe('a start', () => {
  it('defers the first call to a microtask', () => {
    const { state, actions } = play(start);
    expect(state.life).toEqual({ is: 'starting' });
    expect(actions).toEqual([{ type: 'claim' }, { type: 'listen' }, { type: 'defer' }]);
  });

  it('then calls, and arms the call’s timeout', () => {
    const { state, actions } = play(start, started);
    expect(actions).toEqual([
      { type: 'notify-start', reason: 'start' },
      { type: 'call', flightId: 1, reason: 'start' },
      { type: 'arm', delayMs: 10_000 },
    ]);
    expect(snapshotOf(state)).toEqual({
      status: 'acquiring',
      attempt: 0,
      nextAttemptAt: null,
      error: null,
    });
  });

  it('arms the timeout anew, although the timer is armed for that moment: a sleep has made it late', () => {
    const shortLife = { ...facts, lifeMs: 20_000 };
    const { state } = play(start, started, [200, { type: 'answered', flightId: 1, facts: shortLife }]);
    expect(state.alarm).not.toBeNull();
    const asleep = { ...state, alarm: { firesAt: 20_000, aimsAt: 20_000 } };
    const { actions } = transition(asleep, { type: 'online' }, at(10_000), policy);
    expect(types(actions)).toEqual(['notify-start', 'call', 'arm']);
  });

  it('that was stopped before the microtask makes no call', () => {
    const { actions } = play(start, [0, { type: 'stop', error: stopped }], started);
    expect(actions).toEqual([]);
  });

  it('twice in one turn, with a stop between, makes one call', () => {
    const { state, actions } = play(start, [0, { type: 'stop', error: stopped }], start, started, started);
    expect(state.lastFlightId).toBe(1);
    expect(actions).toEqual([]);
  });
});

describe('an answer', () => {
  it('is committed, with a life counted from when the request left', () => {
    const { state, actions } = play(...active);
    expect(types(actions).join()).toBe('keep,hand-over,tell-token,notify-success,notify-token,arm');
    expect(snapshotOf(state)).toEqual({
      status: 'active',
      generation: 1,
      issuedAt: wallStart,
      expiresAt: wallStart + 600_000,
      refreshAt: wallStart + 300_000 * 0.55,
      refreshing: false,
    });
  });

  it('of a call that is not the one on its way changes nothing', () => {
    const before = play(...active).state;
    const { state, actions } = transition(before, { type: 'answered', flightId: 9, facts }, at(300), policy);
    expect(state).toBe(before);
    expect(actions).toEqual([]);
  });

  it('that took longer than its token lives counts as a failure', () => {
    const { state } = play(start, started, [
      9_000,
      { type: 'answered', flightId: 1, facts: { ...facts, lifeMs: 5_000 } },
    ]);
    expect(snapshotOf(state)).toMatchObject({
      status: 'acquiring',
      attempt: 1,
      error: { code: 'unavailable' },
    });
  });

  it.each<[string, string | null, string | null, string]>([
    ['the same subject', 'a', 'a', 'active'],
    ['no subject any more', 'a', null, 'active'],
    ['a subject where there was none', null, 'a', 'active'],
    ['another subject', 'a', 'b', 'signed-out'],
  ])('with %s leads to the right end', (_name, first, second, status) => {
    const { state } = play(
      start,
      started,
      [200, { type: 'answered', flightId: 1, facts: { ...facts, subject: first } }],
      ...refresh(5_000),
      [5_200, { type: 'answered', flightId: 2, facts: { ...facts, subject: second } }],
    );
    expect(snapshotOf(state).status).toBe(status);
  });

  it('that brings the same token backs off, and says so the first time only', () => {
    const same = { ...facts, sameToken: true };
    const first = play(...active, ...refresh(5_000), [5_200, { type: 'answered', flightId: 2, facts: same }]);
    expect(first.actions).toContainEqual({
      type: 'diagnose',
      code: 'no_progress',
      details: { sameToken: 'true' },
    });
    const second = play(
      ...active,
      ...refresh(5_000),
      [5_200, { type: 'answered', flightId: 2, facts: same }],
      ...refresh(9_000),
      [9_200, { type: 'answered', flightId: 3, facts: same }],
    );
    expect(types(second.actions)).not.toContain('diagnose');
    expect(second.state.stall.count).toBe(2);
  });
});

describe('a failure', () => {
  const failed = [5_000, { type: 'call-failed', flightId: 1, error: unavailable }] as const;

  it('is tried again within the backoff', () => {
    const { state, actions } = play(start, started, failed);
    expect(types(actions)).toEqual(['tell-failure', 'notify-failure', 'arm']);
    expect(actions.at(-1)).toEqual({ type: 'arm', delayMs: 500 });
    expect(snapshotOf(state)).toMatchObject({
      status: 'acquiring',
      attempt: 1,
      nextAttemptAt: wallStart + 5_500,
    });
  });

  it('keeps the floor between two calls', () => {
    const { actions } = play(start, started, [
      100,
      { type: 'call-failed', flightId: 1, error: unavailable },
      { random: 0 },
    ]);
    expect(actions.at(-1)).toEqual({ type: 'arm', delayMs: 900 });
  });

  it('with a valid token leaves it in use', () => {
    const { state } = play(...active, ...refresh(5_000), [
      5_200,
      { type: 'call-failed', flightId: 2, error: unavailable },
    ]);
    expect(snapshotOf(state)).toMatchObject({
      status: 'degraded',
      generation: 1,
      attempt: 1,
      refreshing: false,
    });
  });

  it('that was forced is tried again when it was announced, past the cache, too', () => {
    const step = play(...active, ...refresh(5_000), [
      5_200,
      { type: 'call-failed', flightId: 2, error: unavailable },
    ]);
    // Half of a second, from where the floor lets a call leave again.
    expect(step.state.retry.at).toBe(6_500);
    const { actions } = transition(step.state, { type: 'timer' }, at(6_500), policy);
    expect(actions).toContainEqual({ type: 'call', flightId: 3, reason: 'forced' });
  });

  it('that was forced stays so where another tab’s failure came before this one’s turn', () => {
    const shared = { ...policy, shares: true };
    const { state } = play(...active);
    const asked = transition(state, refresh(5_000)[0][1], at(5_000), shared);
    const forced = transition(asked.state, { type: 'deferred' }, at(5_000), shared);
    const failure: CoreEvent = { type: 'peer-failure', error: unavailable, agoMs: 100, subject: null };
    const told = transition(forced.state, failure, at(5_100), shared);
    expect([forced.state.turn.is, told.state.flight, told.state.wanted]).toEqual(['waiting', null, 'forced']);
  });

  it.each<[TokenError['code'], string, string]>([
    ['unauthenticated', 'signed-out', 'signed-out'],
    ['signed_out', 'signed-out', 'signed-out'],
    ['participant_changed', 'signed-out', 'signed-out'],
    ['forbidden', 'denied', 'denied'],
    ['rejected', 'acquiring', 'degraded'],
    ['aborted', 'acquiring', 'degraded'],
    ['invalid_option', 'failed', 'degraded'],
    ['misconfigured', 'failed', 'degraded'],
    ['malformed', 'acquiring', 'degraded'],
    ['redirected', 'acquiring', 'degraded'],
    ['network', 'acquiring', 'degraded'],
    ['rate_limited', 'acquiring', 'degraded'],
  ])('%s means %s without a token, %s with one', (code, without, withToken) => {
    const error = new TokenError(code, 'no');
    expect(
      snapshotOf(play(start, started, [100, { type: 'call-failed', flightId: 1, error }]).state).status,
    ).toBe(without);
    const { state } = play(...active, ...refresh(5_000), [
      5_200,
      { type: 'call-failed', flightId: 2, error },
    ]);
    expect(snapshotOf(state).status).toBe(withToken);
  });

  it('that the core itself notices: no answer in time', () => {
    const { state, actions } = play(start, started, [10_000, { type: 'timer' }]);
    expect(types(actions)).toEqual(['abort', 'tell-failure', 'notify-failure', 'arm']);
    expect(state.retry.error).toMatchObject({ code: 'timeout' });
  });

  it('of another tab is not told again', () => {
    const error = new TokenError('unauthenticated', 'no');
    const { state, actions } = play(...active, [
      5_000,
      { type: 'peer-failure', error, agoMs: 0, subject: null },
    ]);
    expect(snapshotOf(state).status).toBe('signed-out');
    expect(types(actions)).not.toContain('tell-failure');
  });

  it('with Retry-After is not tried before, whatever is asked', () => {
    const error = new TokenError('rate_limited', 'slow down', { retryAfterSeconds: 60 });
    const asked: CoreEvent[] = [
      { type: 'wake', online: true, restored: false },
      { type: 'online' },
      { type: 'wait' },
      { type: 'ask', kind: 'refresh', ...admitted },
    ];
    for (const event of asked) {
      const { actions } = play(
        start,
        started,
        [100, { type: 'call-failed', flightId: 1, error }],
        [5_000, event, { awaited: true }],
        [5_000, { type: 'deferred' }],
      );
      expect(types(actions)).not.toContain('call');
    }
  });

  it('is tried again within 15 s where somebody waits', () => {
    let result = play(start, started);
    let now = 0;
    for (let n = 1; n < 12; n++) {
      now += 20_000;
      result = transition(
        { ...result.state, flight: { id: n, reason: 'retry', startedAt: now, urgent: true } },
        { type: 'call-failed', flightId: n, error: unavailable },
        at(now, { random: 0.999, awaited: true }),
        policy,
      );
    }
    expect((result.state.retry.at ?? 0) - now).toBe(15_000);
  });
});

describe('the end of a life', () => {
  it('drops the token and says so, and calls', () => {
    const { state, actions } = play(...active, [600_000, { type: 'timer' }]);
    expect(types(actions)).toEqual(['drop', 'notify-expired', 'notify-start', 'call', 'arm']);
    expect(snapshotOf(state)).toMatchObject({ status: 'expired' });
  });
});

describe('a refused token', () => {
  const refused = [5_000, { type: 'refused', generation: 1 }] as const;

  it('is replaced at once', () => {
    expect(play(...active, refused).actions).toContainEqual({
      type: 'call',
      flightId: 2,
      reason: 'rejected',
    });
  });

  it('of an older generation is none of our business', () => {
    expect(play(...active, [5_000, { type: 'refused', generation: 0 }]).actions).toEqual([]);
  });

  it('and the next one refused at once: is replaced after a second, then two, then four', () => {
    const next = [5_200, { type: 'answered', flightId: 2, facts }] as const;
    const again = play(...active, refused, next, [5_400, { type: 'refused', generation: 2 }]);
    expect(types(again.actions)).toEqual(['diagnose']);
    const later = play(...active, refused, next, [6_400, { type: 'refused', generation: 2 }]);
    expect(later.actions).toContainEqual({ type: 'call', flightId: 3, reason: 'rejected' });
    expect(later.state.refusals.nextAt).toBe(8_400);
  });

  it('is forgotten when a replay succeeds', () => {
    const { state } = play(
      ...active,
      refused,
      [5_200, { type: 'answered', flightId: 2, facts }],
      [5_300, { type: 'called', via: 'sdk', outcome: 'answered', replayed: true, waitedMs: 0, tookMs: 0 }],
    );
    expect(state.refusals).toEqual({ count: 0, nextAt: null, toldOf: null });
  });
});

describe('the timer', () => {
  it('is never longer than a minute, for any life', () => {
    const { actions } = play(start, started, [
      200,
      { type: 'answered', flightId: 1, facts: { ...facts, lifeMs: 2_592_000_000 } },
    ]);
    expect(actions.at(-1)).toEqual({ type: 'arm', delayMs: 60_000 });
  });

  it('is not armed again for the same moment', () => {
    expect(play(...active, [250, { type: 'hint' }]).actions).toEqual([]);
  });

  it('that is late by more than a hidden tab’s minute is taken for a wake', () => {
    expect(play(...active, [110_000, { type: 'timer' }]).state.wokeAt).toBeNull();
    expect(play(...active, [130_000, { type: 'timer' }]).state.wokeAt).toBe(130_000);
  });
});

describe('a stop', () => {
  it('aborts the call, takes the token from everywhere and disarms', () => {
    const { state, actions } = play(...active, ...refresh(5_000), [5_100, { type: 'stop', error: stopped }]);
    expect(actions).toEqual([
      { type: 'abort', flightId: 2 },
      { type: 'drop' },
      { type: 'take-back' },
      { type: 'unlisten', tabs: true },
      { type: 'forget' },
      { type: 'release' },
      { type: 'arm', delayMs: null },
    ]);
    expect(snapshotOf(state)).toEqual({ status: 'stopped' });
  });

  it('is final for everything but a start', () => {
    const all: CoreEvent[] = [
      { type: 'hint' },
      { type: 'timer' },
      { type: 'wake', online: true, restored: false },
      { type: 'online' },
      { type: 'wait' },
      { type: 'ask', kind: 'refresh', ...admitted },
      { type: 'answered', flightId: 1, facts },
      { type: 'call-failed', flightId: 1, error: unavailable },
    ];
    for (const event of all) {
      const { state, actions } = play(...active, [300, { type: 'stop', error: stopped }], [400, event]);
      expect(state.life).toMatchObject({ is: 'ended', as: 'stopped' });
      expect(actions).toEqual([]);
    }
  });
});
