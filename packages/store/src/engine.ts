// The one loop of a store: event in, transition, commit, run the actions, then tell.
import type { CoreAction, DiagnosticCode } from './core/actions.js';
import type { CoreEvent } from './core/events.js';
import { publishedState, servableUntil, type TokenState } from './core/published-state.js';
import type { Reading } from './core/reading.js';
import { initialState, isLive, usableToken, type CoreState } from './core/state.js';
import { TokenError } from './core/token-error.js';
import { transition } from './core/transition.js';
import { judge, type Verdict, type Want } from './core/verdict.js';
import { answerFacts } from './answer-facts.js';
import { createSkewWatch } from './clock-skew.js';
import { createFlights } from './flights.js';
import { noticesOf } from './notices.js';
import type { Notice } from './notifications.js';
import type { Settings } from './options.js';
import { createOutbox } from './outbox.js';
import { draw } from './platform/chance.js';
import { inMicrotask } from './platform/microtask.js';
import { believesOnline, listenToPage } from './platform/page-events.js';
import { createTimer } from './platform/timer.js';
import { createReadings } from './readings.js';
import { createSinks } from './sinks.js';
import { createPeers, type TellableToken } from './tabs/peers.js';
import type { HandedToken, TokenSink } from './token-sink.js';
import { createVault } from './vault.js';
import { abortedBy, createWaitingCallers } from './waiting-callers.js';

/** What a caller asks of the engine. */
export interface Request {
  readonly kind: Want['kind'];
  readonly minValidityMs: number;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

export interface Engine {
  /** The token without a word, where it can be given out at once; else `null`. The hot path. */
  quickToken(): string | null;
  /** The token if it is valid now. Causes nothing. */
  peek(): string | null;
  /** Waits for what is asked. @throws TokenError */
  request(request: Request): Promise<string>;
  dispatch(event: CoreEvent): void;
  state(): TokenState;
  /** The generation of a token that was handed out, or `null` where it is not the current one. */
  generationOf(accessToken: string): number | null;
  /** The full life of the last token, in milliseconds. */
  lifeMs(): number;
  /** @throws TokenError where the store is started and the sink cannot be supplied by it */
  addSink(sink: TokenSink): void;
  removeSink(sink: TokenSink): void;
  start(): void;
  stop(): void;
  diagnose(code: DiagnosticCode, details?: Readonly<Record<string, number | string>>): void;
}

export function createEngine(settings: Settings, tell: (notice: Notice) => void): Engine {
  const { policy } = settings;
  const readings = createReadings();
  const vault = createVault();
  const sinks = createSinks();
  const callers = createWaitingCallers();
  const outbox = createOutbox(tell);
  const events: CoreEvent[] = [];

  let core: CoreState = initialState;
  let servable = Number.NEGATIVE_INFINITY;
  let toldUnreachable = 0;
  let isStepping = false;
  let isFromPeer = false;
  let leavePage: (() => void) | null = null;

  const watchSkew = createSkewWatch((seconds) => diagnose('clock_skew', { seconds }));
  const timer = createTimer(() => dispatch({ type: 'timer' }));
  const flights = createFlights(settings.call, {
    answered(flightId, answer) {
      for (const note of answer.notes) diagnose('answer_note', { note });
      watchSkew(answer.skewSeconds);
      const facts = answerFacts(answer, vault.isLast(answer.response.access_token));
      dispatch({ type: 'answered', flightId, facts });
    },
    failed: (flightId, error) => dispatch({ type: 'call-failed', flightId, error }),
  });
  const peers = createPeers(settings.shareWith, {
    dispatch: dispatchFromPeer,
    dropped: (why) => diagnose('tab_message_dropped', { why }),
    token: tellableToken,
    holdMs: () => core.holdUntil - readings.read().now,
    isLastToken: (accessToken) => vault.isLast(accessToken),
  });

  function read(): Reading {
    return { ...readings.read(), awaited: callers.isAnyone(), random: draw() };
  }

  function dispatch(event: CoreEvent): void {
    events.push(event);
    if (isStepping) return;
    isStepping = true;
    try {
      for (let next = events.shift(); next !== undefined; next = events.shift()) step(next);
    } finally {
      isStepping = false;
    }
    // After the commit, so that a listener finds the store as it is told, and may do anything to it.
    outbox.flush();
  }

  function step(event: CoreEvent): void {
    const reading = read();
    const before = core;
    isFromPeer = event.type === 'peer-token' || event.type === 'peer-failure';
    const { state, actions } = transition(core, event, reading, policy);
    core = state;
    for (const action of actions) run(action);
    if (core.phase !== before.phase && !(isLive(core) && isLive(before))) changePhase();
    servable = servableUntil(core, reading.now);
    callers.serve((want) => verdictOf(want, reading), vault.accessToken);
    outbox.publish(publishedState(core));
  }

  function run(action: CoreAction): void {
    switch (action.type) {
      case 'defer':
        return inMicrotask(() => dispatch({ type: 'started' }));
      case 'call':
        return flights.start(action.flightId, action.reason);
      case 'abort':
        return flights.abort(action.flightId);
      case 'commit':
        vault.take(flights.take(action.flightId));
        handOver();
        return peers.tellToken();
      case 'adopt':
        vault.take(peers.heard());
        return handOver();
      case 'hand-over':
        return handOver();
      case 'drop':
        vault.drop();
        return action.fromSdk ? sinks.drop() : undefined;
      case 'arm':
        return timer(action.delayMs);
      case 'diagnose':
        return outbox.diagnose(action.code, action.details);
      case 'ask-peers':
        return peers.ask();
      case 'take-turn':
        return peers.takeTurn();
      case 'end-turn':
        return peers.endTurn();
      default:
        if ('error' in action && !isFromPeer) peers.tellFailure(action.error);
        outbox.add(...noticesOf(action, core));
    }
  }

  /** A run has begun or ended: listen to page and tabs, or leave them and the SDK alone. */
  function changePhase(): void {
    if (isLive(core)) {
      peers.open();
      leavePage = listenToPage((event) =>
        dispatch(
          event === 'wake' ? { type: 'wake', online: isOnline() } : { type: isOnline() ? 'online' : event },
        ),
      );
      return;
    }
    // A tab that is signed out goes on listening to the others: the user may sign in there.
    if (core.phase !== 'signed-out') peers.close();
    leavePage?.();
    leavePage = null;
    vault.forget();
    if (core.phase !== 'hosted') sinks.release(core.phase === 'stopped');
  }

  function isOnline(): boolean {
    return settings.ignoresOffline || believesOnline();
  }

  function handed(): HandedToken | null {
    const { token } = core;
    if (vault.accessToken === null || token === null) return null;
    return { accessToken: vault.accessToken, leftMs: () => token.expiresAt - readings.read().now };
  }

  function handOver(): void {
    const token = handed();
    if (token !== null) sinks.handOver(token);
  }

  function tellableToken(): TellableToken | null {
    const { now } = readings.read();
    const token = usableToken(core, now);
    const { response } = vault;
    if (response === null || token === null) return null;
    const { generation, expiresAt, refreshAt } = token;
    return {
      response,
      generation,
      lifeMs: core.lifeMs,
      leftMs: expiresAt - now,
      refreshInMs: refreshAt - now,
    };
  }

  /** A tab that comes back from a sign-out needs its SDK again, which may have gone to another store. */
  function dispatchFromPeer(event: CoreEvent): void {
    const wasOut = core.phase === 'signed-out';
    if (wasOut && (event.type !== 'peer-token' || sinks.claim() !== null)) return;
    dispatch(event);
    if (wasOut && !isLive(core)) sinks.release(false);
  }

  function verdictOf(want: Want, reading: Reading): Verdict {
    const verdict = judge(core, want, reading);
    const leftMs = (core.token?.expiresAt ?? 0) - reading.now;
    if (verdict === 'use' && leftMs < want.minValidityMs && toldUnreachable !== core.generation) {
      toldUnreachable = core.generation;
      diagnose('min_validity_unreachable', { leftSeconds: Math.floor(leftMs / 1000) });
    }
    return verdict;
  }

  function diagnose(code: DiagnosticCode, details: Readonly<Record<string, number | string>> = {}): void {
    outbox.diagnose(code, details);
    if (!isStepping) outbox.flush();
  }

  function start(): void {
    if (isLive(core) || core.phase === 'hosted') return;
    const hosted = sinks.hosted();
    if (hosted !== null) {
      diagnose('hosted');
      return dispatch({ type: 'hosted', error: hosted });
    }
    const refusal = sinks.claim();
    if (refusal !== null) return dispatch({ type: 'refuse', error: refusal });
    dispatch({ type: 'start', online: isOnline() });
  }

  async function request({ kind, minValidityMs, timeoutMs, signal }: Request): Promise<string> {
    if (signal?.aborted === true) throw abortedBy(signal);
    if (core.phase === 'idle') start();
    const { finishedCalls, generation } = core;
    const want: Want = { kind, minValidityMs, finishedCalls, generation };
    dispatch({ type: kind === 'refresh' ? 'force' : 'tick' });
    const verdict = verdictOf(want, read());
    if (verdict instanceof TokenError) throw verdict;
    if (verdict === 'use') return vault.accessToken ?? '';
    const waiting = callers.wait(want, { timeoutMs, signal, lastError: () => core.lastError });
    dispatch({ type: kind === 'token' ? 'demand' : 'tick' });
    return waiting;
  }

  return {
    quickToken: () => (readings.isBefore(servable) ? vault.accessToken : null),
    peek: () => (usableToken(core, readings.read().now) === null ? null : vault.accessToken),
    request,
    dispatch,
    state: () => outbox.published,
    generationOf: (accessToken) => (accessToken === vault.accessToken ? core.generation : null),
    lifeMs: () => core.lifeMs,
    addSink(sink) {
      const refusal = isLive(core) ? (sink.hosted() ?? sink.claim()) : null;
      if (refusal !== null) throw refusal;
      sinks.add(sink);
      const token = handed();
      if (token !== null) sink.handOver(token);
    },
    removeSink: (sink) => sinks.remove(sink),
    start,
    stop: () => dispatch({ type: 'stop', error: stopped() }),
    diagnose,
  };
}

function stopped(): TokenError {
  return new TokenError('stopped', 'the store was stopped', { hint: 'start() begins again.' });
}
