// Bugs that the simulations have to find. A function here is taken as text into the bundle of the production code, so it
// uses nothing but its own parameters.

/** A bug of the transition: what is made of the state and the event before the core sees them. */
const before = (name, change) => ({
  name,
  replaced: {
    'core/transition.ts': {
      transition: {
        code: `(original) => (state, event, reading, policy) =>
          original(...(${change.toString()})(state, event), reading, policy)`,
      },
    },
  },
});

const one = (name, module, exported, replacement) => ({
  name,
  replaced: { [module]: { [exported]: replacement } },
});

const coreBugs = [
  before('an answer is taken for the call on its way, whichever it belongs to', (state, event) => [
    state,
    event.type === 'answered' && state.flight ? { ...event, flightId: state.flight.id } : event,
  ]),
  {
    name: 'the wall clock only',
    replaced: {
      'core/elapsed-clock.ts': {
        elapsedSince: () => (anchor, wallAt) => anchor.elapsedMs + Math.max(wallAt - anchor.wallAt, 0),
        moveAnchor: (original) => (anchor, wallAt, monoMs) => {
          const moved = original(anchor, wallAt, monoMs);
          return moved.monoMs === anchor.monoMs
            ? anchor
            : { ...moved, elapsedMs: anchor.elapsedMs + Math.max(wallAt - anchor.wallAt, 0) };
        },
      },
    },
  },
  {
    name: 'the monotonic clock only',
    replaced: {
      'core/elapsed-clock.ts': {
        elapsedSince: () => (anchor, _wallAt, monoMs) => anchor.elapsedMs + monoMs - anchor.monoMs,
        moveAnchor: (original) => (anchor, wallAt, monoMs) => {
          const moved = original(anchor, wallAt, monoMs);
          return moved.monoMs === anchor.monoMs
            ? anchor
            : { ...moved, elapsedMs: anchor.elapsedMs + monoMs - anchor.monoMs };
        },
      },
    },
  },
  one(
    'a clock set back makes tokens younger once the anchor moves',
    'core/elapsed-clock.ts',
    'moveAnchor',
    (original) => (anchor, wallAt, monoMs) => {
      const moved = original(anchor, wallAt, monoMs);
      return moved.monoMs === anchor.monoMs ? moved : { ...moved, elapsedMs: anchor.elapsedMs };
    },
  ),
  one(
    'the life is counted from the arrival of the answer',
    'core/answer.ts',
    'commitAnswer',
    (original) => (state, flight, facts, moment) =>
      original(state, { ...flight, startedAt: moment.now }, facts, moment),
  ),
  one(
    'an expired token is served for another half minute',
    'core/schedule.ts',
    'holdToken',
    (original) => (state, arriving) =>
      original(state, { ...arriving, expiresAt: arriving.expiresAt + 30_000 }),
  ),
  one(
    'a refused token is still good',
    'core/state.ts',
    'usableToken',
    () =>
      ({ token }, now) =>
        token !== null && now < token.expiresAt ? token : null,
  ),
  one(
    'the refresh lies a margin after expiry',
    'core/schedule.ts',
    'refreshAt',
    () =>
      (policy, { issuedAt, lifeMs }) =>
        issuedAt + lifeMs + Math.min(policy.safetyMarginMs, lifeMs / 2),
  ),
  one('no budget of calls', 'core/policy.ts', 'budgetWindowMs', 0),
  one('no floor between two calls', 'core/policy.ts', 'floorMs', 0),
  one(
    'floor and budget are forgotten by a restart',
    'core/state.ts',
    'newRun',
    (original) =>
      (state, ...rest) =>
        original({ ...state, limits: { ...state.limits, callStarts: [] } }, ...rest),
  ),
  one(
    'a call leaves while another is on its way',
    'core/settle.ts',
    'settle',
    (original) => (state, hasFired, moment) => original({ ...state, flight: null }, hasFired, moment),
  ),
  one(
    'nothing is armed after a failure',
    'core/settle.ts',
    'settle',
    (original) => (state, hasFired, moment) => {
      const next = original(state, hasFired, moment);
      if (next.life.is !== 'running' || next.retry.attempt === 0 || next.flight !== null) return next;
      const at = moment.actions.findIndex(({ type }) => type === 'arm');
      if (at >= 0) moment.actions.splice(at, 1);
      return next;
    },
  ),
  one(
    'a call is never given up',
    'core/settle.ts',
    'settle',
    (original) => (state, hasFired, moment) =>
      original(state, hasFired, { ...moment, policy: { ...moment.policy, timeoutMs: 1e12 } }),
  ),
  one(
    'Retry-After is ignored',
    'core/due.ts',
    'dueAt',
    (original) => (state, reading) =>
      original({ ...state, limits: { ...state.limits, notBeforeAt: null } }, reading),
  ),
  before('a wake overrides Retry-After', (state, event) => [
    event.type === 'wake' ? { ...state, limits: { ...state.limits, notBeforeAt: null } } : state,
    event,
  ]),
  before('neither a wake nor the network coming back earns a try at once', (state, event) => {
    if (event.type === 'wake') return [{ ...state, online: event.online }, { type: 'hint' }];
    return event.type === 'online' ? [{ ...state, online: true }, { type: 'hint' }] : [state, event];
  }),
  one('backoff climbs to ten minutes', 'core/policy.ts', 'backoffMostMs', 600_000),
  one(
    'a failed refresh waits for the planned one, whatever is announced',
    'core/due.ts',
    'dueAt',
    (original) => (state, reading) => {
      const { token, retry } = state;
      const isUsable = token !== null && token.standing === 'good' && reading.now < token.expiresAt;
      const dueAt = original(state, reading);
      return isUsable && retry.attempt > 0 ? Math.max(dueAt, token.refreshAt) : dueAt;
    },
  ),
  one(
    'a waiting caller does not hasten the next try',
    'core/settle.ts',
    'settle',
    (original) => (state, hasFired, moment) => original(state, hasFired, { ...moment, awaited: false }),
  ),
  one('offline is tried like everything else', 'core/policy.ts', 'offlineRetryMs', 1_000),
  one(
    'the same token again is asked for without end',
    'core/answer.ts',
    'commitAnswer',
    (original) => (state, flight, facts, moment) => {
      const next = original(state, flight, facts, moment);
      return next.stall.count === 0 || next.token === null
        ? next
        : { ...next, token: { ...next.token, refreshAt: moment.now } };
    },
  ),
  one(
    'a caller waits for a validity that no token will ever have',
    'core/verdict.ts',
    'judge',
    (original) => (state, want, reading) =>
      original(state, { ...want, finishedCalls: Number.POSITIVE_INFINITY }, reading),
  ),
  one('the token of another participant is taken', 'core/schedule.ts', 'isOfAnother', () => () => false),
  one(
    'the SDK keeps its token after the end',
    'core/ending.ts',
    'end',
    (original) => (state, ending, moment) => {
      const next = original(state, ending, moment);
      moment.actions.splice(
        moment.actions.findIndex(({ type }) => type === 'take-back'),
        1,
      );
      return next;
    },
  ),
  one('the SDK is not told of a clock that jumped', 'core/policy.ts', 'handOverDriftMs', 1e12),
  one(
    'the timer outlives the run',
    'core/settle.ts',
    'settle',
    (original) => (state, hasFired, moment) =>
      state.life.is === 'running' ? original(state, hasFired, moment) : state,
  ),
  one(
    'a restart counts generations anew',
    'core/state.ts',
    'newRun',
    (original) =>
      (state, ...rest) =>
        original({ ...state, generation: 0 }, ...rest),
  ),
  one(
    'refresh() is met by a call that was on its way',
    'core/verdict.ts',
    'judge',
    (original) => (state, want, reading) => {
      const { landed } = state;
      const forced = landed && { ...landed, forced: true };
      return original(
        { ...state, landed: forced },
        { ...want, lastFlightId: want.lastFlightId - 1 },
        reading,
      );
    },
  ),
  one(
    'a page from the back/forward cache goes on as before',
    'core/transition.ts',
    'transition',
    (original) => (state, event, reading, policy) => {
      const next = original(state, event, reading, policy);
      const { token } = next.state;
      return token?.standing === 'unconfirmed'
        ? { ...next, state: { ...next.state, token: { ...token, standing: 'good' } } }
        : next;
    },
  ),
  one(
    'an answer that is not needed ends no call',
    'core/transition.ts',
    'transition',
    (original) => (state, event, reading, policy) => {
      const { state: next, actions } = original(state, event, reading, policy);
      return { state: next, actions: actions.filter(({ type }) => type !== 'notify-needless') };
    },
  ),
];

const engineBugs = [
  one(
    'a call that the core has given up goes on',
    'engine/effects.ts',
    'Effects.abort',
    () => () => undefined,
  ),
  one('the store keeps its token past its end', 'engine/vault.ts', 'Vault.drop', () => () => undefined),
  one(
    'a caller in a hurry gets whatever token there is',
    'engine/engine.ts',
    'Engine.quickToken',
    () =>
      function quickToken() {
        return this.vault.accessToken;
      },
  ),
  one(
    'the hot path goes by the anchor and not by the clocks',
    'engine/time-line.ts',
    'TimeLine.isBefore',
    () =>
      function isBefore(at) {
        return this.anchor.elapsedMs < at;
      },
  ),
  one('nobody tells the callers', 'engine/callers.ts', 'Callers.serve', () => () => undefined),
  one(
    'the page is not listened to',
    'engine/effects.ts',
    'Effects.perform',
    (original) =>
      function perform(action, arrival) {
        if (action.type !== 'listen') original.call(this, action, arrival);
      },
  ),
  one('the SDK is not handed the token', 'engine/sinks.ts', 'Sinks.handOver', () => () => undefined),
  one('the token is not taken from the SDK', 'engine/sinks.ts', 'Sinks.drop', () => () => undefined),
  one(
    'the timer is armed once and never again',
    'engine/effects.ts',
    'Effects.arm',
    (original) =>
      function arm(delayMs) {
        if (this.stopTimer === null) original.call(this, delayMs);
      },
  ),
  one(
    'the microtask is lost',
    'engine/effects.ts',
    'Effects.perform',
    (original) =>
      function perform(action, arrival) {
        if (action.type !== 'defer') original.call(this, action, arrival);
      },
  ),
  one(
    'a lease that is taken again in one task has stopped the store',
    'engine/lease.ts',
    'Lease.release',
    () =>
      function release() {
        this.host.stop();
      },
  ),
  one('a sign-out waits for the server', 'engine/engine.ts', 'Engine.signOut', () => () => undefined),
  one(
    'the reading of a step is the one before it',
    'engine/engine.ts',
    'Engine.read',
    (original) =>
      function read() {
        const reading = original.call(this);
        const last = this.lastReading ?? reading;
        this.lastReading = reading;
        return last;
      },
  ),
];

/** Where the simulation of a bug begins, if the first days of seed 1 show nothing of it: a test need not take longer. */
const firstSeeds = {
  'the wall clock only': 6,
  'the monotonic clock only': 5,
  'no budget of calls': 7,
  'Retry-After is ignored': 2,
  'a wake overrides Retry-After': 8,
  'backoff climbs to ten minutes': 9,
  'a waiting caller does not hasten the next try': 6,
  'neither a wake nor the network coming back earns a try at once': 6,
  'offline is tried like everything else': 6,
  'a caller waits for a validity that no token will ever have': 5,
  'a sign-out waits for the server': 6,
  'the token of another participant is taken': 4,
  'the SDK is not told of a clock that jumped': 6,
  'an answer that is not needed ends no call': 4,
  'a lease that is taken again in one task has stopped the store': 11,
};

export const seededBugs = [...coreBugs, ...engineBugs].map((bug) => ({
  ...bug,
  seed: firstSeeds[bug.name] ?? 1,
}));

export const seededTabBugs = [
  one('the lock is kept after the call', 'engine/tabs/tab-line.ts', 'TabLine.endTurn', () => () => undefined),
  one(
    'a new token is kept from the other tabs',
    'engine/tabs/tab-share.ts',
    'TabShare.tellToken',
    () => () => undefined,
  ),
  one(
    'a sign-out stays in its tab',
    'engine/tabs/tab-share.ts',
    'TabShare.tellFailure',
    () => () => undefined,
  ),
];
