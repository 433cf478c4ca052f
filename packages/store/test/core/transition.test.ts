// Tables of state, event -> state, actions.
import { describe, expect, it } from 'vitest';
import type { CoreAction } from '../../src/core/actions.js';
import type { Admission, CoreEvent } from '../../src/core/events.js';
import type { Reading } from '../../src/core/moment.js';
import { snapshotOf } from '../../src/core/snapshot.js';
import { initialState, type CoreState } from '../../src/core/state.js';
import { TokenError } from '../../src/core/token-error.js';
import { transition } from '../../src/core/transition.js';

const policy = { safetyMarginMs: 300_000, timeoutMs: 10_000, shares: false };
const wallStart = 1_700_000_000_000;
const facts = { lifeMs: 600_000, refreshInMs: null, subject: null, sameToken: false };
const unavailable = new TokenError('unavailable', 'down', { status: 503 });
const stopped = new TokenError('stopped', 'stopped');

function at(now: number, more: Partial<Reading> = {}): Reading {
  return { now, monoMs: now, wallAt: wallStart + now, random: 0.5, awaited: false, ...more };
}

/** Plays events from the initial state; keeps what the last of them led to. */
function play(...steps: readonly (readonly [number, CoreEvent, Partial<Reading>?])[]): {
  state: CoreState;
  actions: readonly CoreAction[];
} {
  let result: { state: CoreState; actions: readonly CoreAction[] } = { state: initialState, actions: [] };
  for (const [now, event, more] of steps) result = transition(result.state, event, at(now, more), policy);
  return result;
}

const admitted: Admission = { online: true, barred: null };
const start = [0, { type: 'start', ...admitted }] as const;
const started = [0, { type: 'deferred' }] as const;
const answered = [200, { type: 'answered', flightId: 1, facts }] as const;
const active = [start, started, answered] as const;
/** `refresh()`, and the microtask after it. */
const refresh = (now: number) =>
  [
    [now, { type: 'ask', kind: 'refresh', ...admitted }],
    [now, { type: 'deferred' }],
  ] as const;
const types = (actions: readonly CoreAction[]) => actions.map((action) => action.type);

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
    expect(types(actions)).toEqual([
      ...['keep', 'hand-over', 'tell-token', 'notify-success', 'notify-token', 'arm'],
    ]);
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

describe('signOut()', () => {
  const error = new TokenError('signed_out', 'signed out');
  const signOut = [5_000, { type: 'sign-out', error }] as const;

  it('ends the run without a call, tells the other tabs, and goes on listening to them', () => {
    const { state, actions } = play(...active, signOut);
    expect(actions).toEqual([
      { type: 'tell-failure', error, agoMs: 0 },
      { type: 'drop' },
      { type: 'take-back' },
      { type: 'notify-end', error },
      { type: 'unlisten', tabs: false },
      { type: 'forget' },
      { type: 'release' },
      { type: 'arm', delayMs: null },
    ]);
    expect(snapshotOf(state)).toEqual({ status: 'signed-out', error });
  });

  it('takes the call on its way for one of the session before', () => {
    const late = [5_300, { type: 'answered', flightId: 2, facts }] as const;
    const { state, actions } = play(...active, ...refresh(4_900), signOut, late);
    expect([state.token, actions]).toEqual([null, []]);
  });

  it.each([
    ['that left before it', 1_000, 'signed-out'],
    ['of the very moment, since the tabs round their clocks', 30, 'signed-out'],
    ['that left after it: the user has signed in there', -1_000, 'active'],
  ])('is followed by a token of another tab %s', (_name, leftBeforeMs, status) => {
    const lifeMs = 600_000;
    const leftMs = lifeMs - leftBeforeMs - 3_000;
    const peer = { leftMs, lifeMs, refreshInMs: 60_000, subject: null, sameToken: false };
    const { state } = play(...active, signOut, [8_000, { type: 'peer-token', facts: peer, ...admitted }]);
    expect(snapshotOf(state).status).toBe(status);
  });

  it('of an idle store ends it, so that nothing starts it but the app', () => {
    const { state } = play(signOut, [6_000, { type: 'ask', kind: 'token', ...admitted }]);
    expect(snapshotOf(state).status).toBe('signed-out');
  });

  it('does not touch a page that MyDataHelps hosts', () => {
    const hosted = new TokenError('hosted', 'hosted');
    const barred = { status: 'hosted', error: hosted } as const;
    const { state, actions } = play([0, { type: 'start', online: true, barred }], signOut);
    expect([snapshotOf(state), actions]).toEqual([{ status: 'hosted' }, []]);
  });

  it('of another tab ends this one, also one that was frozen for an hour, which then asks the others', () => {
    const heard = { type: 'peer-failure', error, agoMs: 10, subject: null } as const;
    expect(snapshotOf(play(...active, [5_000, heard]).state).status).toBe('signed-out');
    const long = play(...active, [500_000, { ...heard, agoMs: 400_000 }]);
    expect(snapshotOf(long.state).status).toBe('signed-out');
    expect(types(long.actions)).toContain('ask-peers');
  });

  it('that this page knows of already, echoed by another tab, does not end the run after it', () => {
    const again = [5_010, { type: 'start', ...admitted }] as const;
    const deferred = [5_010, { type: 'deferred' }] as const;
    const echo = [5_030, { type: 'peer-failure', error, agoMs: 20, subject: null }] as const;
    expect(snapshotOf(play(...active, signOut, again, deferred, echo).state).status).toBe('acquiring');
  });

  it('of another tab that is older than the token in hand changes nothing', () => {
    const heard = { type: 'peer-failure', error, agoMs: 10_000, subject: null } as const;
    expect(snapshotOf(play(...active, [5_000, heard]).state).status).toBe('active');
  });
});

describe('refresh()', () => {
  it('leaves in a microtask, so that several of one task share a call', () => {
    const [ask, deferred] = refresh(5_000);
    const { actions } = play(...active, ask, ask, deferred);
    expect(actions.filter(({ type }) => type === 'call')).toEqual([
      { type: 'call', flightId: 2, reason: 'forced' },
    ]);
  });

  it('waits for a call that is on its way, and then lets one more leave', () => {
    const scheduled = [290_000, { type: 'timer' }] as const;
    const { state, actions } = play(...active, scheduled, ...refresh(290_100), [
      292_000,
      { type: 'answered', flightId: 2, facts },
    ]);
    expect(actions).toContainEqual({ type: 'call', flightId: 3, reason: 'forced' });
    expect(state.flight?.reason).toBe('forced');
  });
});

describe('a page from the back/forward cache', () => {
  const restored = [60_000, { type: 'wake', online: true, restored: true }] as const;

  it('asks who is signed in before it gives a token out', () => {
    const { state, actions } = play(...active, restored);
    expect(actions).toContainEqual({ type: 'call', flightId: 2, reason: 'wake' });
    expect(types(actions)).toContain('take-back');
    expect(snapshotOf(state).status).toBe('expired');
  });

  it('goes on with the same token, if the answer brings it', () => {
    const same = { ...facts, sameToken: true };
    const { state, actions } = play(...active, restored, [
      60_200,
      { type: 'answered', flightId: 2, facts: same },
    ]);
    expect(types(actions)).not.toContain('diagnose');
    expect(snapshotOf(state).status).toBe('active');
  });

  it('begins another lineage, if the answer names nobody', () => {
    const before = play(...active).state.lineage;
    const answer = [60_200, { type: 'answered', flightId: 2, facts }] as const;
    expect(play(...active, restored, answer).state.lineage).toBe(before + 1);
  });

  it('takes no token of another tab for the answer', () => {
    const peer = { leftMs: 599_000, lifeMs: 600_000, refreshInMs: 60_000, subject: null, sameToken: false };
    const { state } = play(...active, restored, [60_100, { type: 'peer-token', facts: peer, ...admitted }]);
    expect(snapshotOf(state).status).toBe('expired');
  });
});

describe('every call that leaves ends once', () => {
  const ends = ['notify-success', 'notify-failure', 'notify-needless'];
  const endsOf = (actions: readonly CoreAction[]) => types(actions).filter((type) => ends.includes(type));
  const refused = [290_100, { type: 'refused', generation: 1 }] as const;
  const scheduled = [290_000, { type: 'timer' }] as const;

  it('with a failure, if it brings the token that was refused meanwhile', () => {
    const same = { ...facts, sameToken: true };
    const { actions } = play(...active, scheduled, refused, [
      292_000,
      { type: 'answered', flightId: 2, facts: same },
    ]);
    expect(endsOf(actions)).toEqual(['notify-failure']);
    expect(actions).toContainEqual({ type: 'call', flightId: 3, reason: 'rejected' });
  });

  it('as needless, if another tab has brought a later token', () => {
    const peer = { leftMs: 600_000, lifeMs: 600_000, refreshInMs: 60_000, subject: null, sameToken: false };
    const { actions } = play(
      ...active,
      scheduled,
      [291_000, { type: 'peer-token', facts: peer, ...admitted }],
      [292_000, { type: 'answered', flightId: 2, facts }],
    );
    expect(endsOf(actions)).toEqual(['notify-needless']);
  });
});
