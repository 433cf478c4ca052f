// One tab: the production core and the production reader of messages, around simulated edges. It can be frozen, as
// browsers freeze tabs (no timer and no message gets through, its lock is kept), and closed.
import type { CoreAction } from '../../src/core/actions.js';
import type { CoreEvent } from '../../src/core/events.js';
import type { Policy } from '../../src/core/policy.js';
import { initialState, usableToken, type CoreState } from '../../src/core/state.js';
import { TokenError } from '../../src/core/token-error.js';
import { transition } from '../../src/core/transition.js';
import { failureMessage, readTabMessage, type TabMessage } from '../../src/tabs/tab-message.js';
import type { Agenda } from './agenda.js';
import type { Channel, Issued, Lock, Server } from './browser.js';

export interface Tab {
  state(): CoreState;
  /** The token that callers would be given, where one is usable. */
  token(): Issued | null;
  /** Whether callers wait; they are there all the time. */
  freeze(): void;
  thaw(): void;
  isFrozen(): boolean;
  close(): void;
  isClosed(): boolean;
  /** How long this tab has been waiting for another one, alive and without a usable token. */
  waitedMs(): number;
  /** How long it has held the lock without a call. */
  heldIdleMs(): number;
}

export interface TabWorld {
  readonly agenda: Agenda;
  readonly draw: () => number;
  readonly lock: Lock;
  readonly channel: Channel;
  readonly server: Server;
  readonly policy: Policy;
  readonly lifeMs: number;
}

const down = new TokenError('unavailable', 'down', { status: 503 });

export function openTab({ agenda, draw, lock, channel, server, policy, lifeMs }: TabWorld): Tab {
  let core: CoreState = initialState;
  let current: Issued | null = null;
  let last: string | null = null;
  let landed: Issued | null = null;
  let heard: Issued | null = null;
  let leaveLock: (() => void) | null = null;
  let abortCall: (() => void) | null = null;
  let disarm: (() => void) | null = null;
  let frozenAtMs: number | null = null;
  let frozenMs = 0;
  let isClosed = false;
  let stillnessSinceMs = 0;
  let idleHoldSinceMs: number | null = null;
  const missed: (() => void)[] = [];
  const line = channel.join((message) => whenAwake(() => hear(message)));

  /** What would reach a frozen tab waits until it thaws. */
  function whenAwake(task: () => void): void {
    if (isClosed) return;
    if (frozenAtMs === null) task();
    else missed.push(task);
  }

  function post(message: TabMessage): void {
    line.post(message);
  }

  function hear(raw: unknown): void {
    const message = readTabMessage(raw, agenda.nowMs());
    if (message.type === 'ask') tellToken();
    else if (message.type === 'failure') dispatch({ ...message, type: 'peer-failure' });
    else if (message.type === 'token') {
      const { response, facts } = message;
      heard = { text: response.access_token, untilMs: agenda.nowMs() + facts.leftMs };
      dispatch({ type: 'peer-token', facts: { ...facts, sameToken: heard.text === last } });
      heard = null;
    }
  }

  function tellToken(): void {
    const token = usableToken(core, agenda.nowMs());
    if (token === null || current === null) return;
    const leftSeconds = (token.expiresAt - agenda.nowMs()) / 1000;
    post({
      type: 'token',
      sentAt: agenda.nowMs(),
      generation: token.generation,
      lifeSeconds: core.lifeMs / 1000,
      refreshInSeconds: (token.refreshAt - agenda.nowMs()) / 1000,
      response: { access_token: current.text, expires_in: leftSeconds, token_type: 'Bearer' },
    });
  }

  function dispatch(event: CoreEvent): void {
    const now = agenda.nowMs();
    const wasWaiting = isWaitingForOthers();
    const reading = {
      now,
      monoMs: now,
      wallAt: now,
      awaited: usableToken(core, now) === null,
      random: draw(),
    };
    const { state, actions } = transition(core, event, reading, policy);
    core = state;
    for (const action of actions) run(action);
    if (isWaitingForOthers() && !wasWaiting) {
      stillnessSinceMs = now;
      frozenMs = 0;
    }
    if (core.turn !== 'held' || core.flight !== null) idleHoldSinceMs = null;
    else idleHoldSinceMs ??= now;
  }

  function isWaitingForOthers(): boolean {
    return core.turn === 'waiting' && core.flight === null && usableToken(core, agenda.nowMs()) === null;
  }

  function run(action: CoreAction): void {
    switch (action.type) {
      case 'defer':
        return void agenda.after(0, () => whenAwake(() => dispatch({ type: 'started' })));
      case 'call':
        return call(action.flightId);
      case 'abort':
        return abortCall?.();
      case 'commit':
        current = landed;
        last = landed!.text;
        return tellToken();
      case 'adopt':
        current = heard;
        last = heard!.text;
        return undefined;
      case 'drop':
        current = null;
        return undefined;
      case 'arm':
        disarm?.();
        disarm = null;
        if (action.delayMs !== null) {
          disarm = agenda.after(Math.ceil(action.delayMs), () =>
            whenAwake(() => dispatch({ type: 'timer' })),
          );
        }
        return undefined;
      case 'ask-peers':
        return post({ type: 'ask' });
      case 'take-turn':
        leaveLock = lock.request(() => agenda.after(2, () => whenAwake(() => dispatch({ type: 'turn' }))));
        return undefined;
      case 'end-turn':
        leaveLock?.();
        leaveLock = null;
        return undefined;
      case 'tell-failure': {
        const { error, agoMs } = action;
        const message = failureMessage(error, { sentAt: agenda.nowMs(), agoMs, subject: core.subject });
        return message === null ? undefined : post(message);
      }
      default:
        return undefined;
    }
  }

  function call(flightId: number): void {
    abortCall = server.call((issued) =>
      whenAwake(() => {
        if (issued === null) return dispatch({ type: 'call-failed', flightId, error: down });
        landed = issued;
        const facts = { lifeMs, refreshInMs: null, subject: null, sameToken: false };
        dispatch({ type: 'answered', flightId, facts });
        landed = null;
        return undefined;
      }),
    );
  }

  dispatch({ type: 'start', online: true });
  return {
    state: () => core,
    token: () => (usableToken(core, agenda.nowMs()) === null ? null : current),
    freeze() {
      frozenAtMs ??= agenda.nowMs();
    },
    thaw() {
      if (frozenAtMs === null) return;
      frozenMs += agenda.nowMs() - frozenAtMs;
      frozenAtMs = null;
      for (const task of missed.splice(0)) task();
      dispatch({ type: 'wake', online: true });
    },
    isFrozen: () => frozenAtMs !== null,
    close() {
      isClosed = true;
      leaveLock?.();
      abortCall?.();
      disarm?.();
      line.leave();
    },
    isClosed: () => isClosed,
    waitedMs: () => (isWaitingForOthers() ? agenda.nowMs() - stillnessSinceMs - frozenMs : 0),
    heldIdleMs: () =>
      idleHoldSinceMs === null || frozenAtMs !== null ? 0 : agenda.nowMs() - idleHoldSinceMs,
  };
}
