// Tables of state, event -> state, actions: sign-out, refresh(), the back/forward cache, and how calls end.
import { describe, expect, it } from 'vitest';
import type { CoreAction } from '../../src/core/actions.js';
import { snapshotOf } from '../../src/core/snapshot.js';
import { TokenError } from '../../src/core/token-error.js';
import { active, admitted, facts, play, refresh, start, started, types, unavailable } from './play.js';

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

  it('asked once more while the floor holds it back lets no call of another reason leave', () => {
    const failed = [100, { type: 'call-failed', flightId: 1, error: unavailable }] as const;
    const [again] = refresh(1_000);
    const { actions } = play(start, started, failed, ...refresh(500), again);
    expect(actions).toContainEqual({ type: 'call', flightId: 2, reason: 'forced' });
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
