// The one loop of a store: event in, transition, commit, run the actions, then tell.
import type { CoreAction } from './core/actions.js';
import { elapsedSince, hasParted, moveAnchor, type ClockAnchor } from './core/elapsed-clock.js';
import type { CoreEvent } from './core/events.js';
import { isSameState, publishedState, servableUntil, type TokenState } from './core/published-state.js';
import type { Reading } from './core/reading.js';
import { initialState, isLive, usableToken, type CoreState } from './core/state.js';
import { TokenError } from './core/token-error.js';
import { transition } from './core/transition.js';
import { judge, type Verdict, type Want } from './core/verdict.js';
import { diagnosticMessages } from './diagnostics.js';
import { createFlights } from './flights.js';
import { noticesOf } from './notices.js';
import type { Notice } from './notifications.js';
import type { Settings } from './options.js';
import { draw } from './platform/chance.js';
import { monotonicMs, wallClockAt } from './platform/clock.js';
import { inMicrotask } from './platform/microtask.js';
import { believesOnline, listenToPage } from './platform/page-events.js';
import { createTimer } from './platform/timer.js';
import { createSinks } from './sinks.js';
import type { HandedToken, TokenSink } from './token-sink.js';
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
  diagnose(code: keyof typeof diagnosticMessages, details?: Readonly<Record<string, number | string>>): void;
}

export function createEngine(settings: Settings, tell: (notice: Notice) => void): Engine {
  const { policy } = settings;
  const sinks = createSinks();
  const events: CoreEvent[] = [];
  const notices: Notice[] = [];
  const callers = createWaitingCallers();
  const timer = createTimer(() => dispatch({ type: 'timer' }));

  let core: CoreState = initialState;
  let anchor: ClockAnchor = { wallAt: wallClockAt(), monoMs: monotonicMs(), elapsedMs: 0 };
  let published: TokenState = publishedState(core);
  let accessToken: string | null = null;
  let lastAccessToken: string | null = null;
  let servable = Number.NEGATIVE_INFINITY;
  let toldUnreachable = 0;
  let toldSkewSeconds = 0;
  let isStepping = false;
  let isTelling = false;
  let leavePage: (() => void) | null = null;

  const flights = createFlights(settings.call, {
    answered(flightId, { response, notes, skewSeconds }) {
      for (const note of notes) diagnose('answer_note', { note });
      if (skewSeconds !== null && Math.abs(skewSeconds - toldSkewSeconds) >= 30) {
        toldSkewSeconds = skewSeconds;
        diagnose('clock_skew', { seconds: skewSeconds });
      }
      dispatch({
        type: 'answered',
        flightId,
        facts: {
          lifeMs: response.expires_in * 1000,
          refreshInMs: response.refresh_in === undefined ? null : response.refresh_in * 1000,
          subject: response.subject ?? null,
          sameToken: response.access_token === lastAccessToken,
        },
      });
    },
    failed: (flightId, error) => dispatch({ type: 'call-failed', flightId, error }),
  });

  function read(): Reading {
    const wallAt = wallClockAt();
    const monoMs = monotonicMs();
    anchor = moveAnchor(anchor, wallAt, monoMs);
    const now = elapsedSince(anchor, wallAt, monoMs);
    return { now, monoMs, wallAt, awaited: callers.isAnyone(), random: draw() };
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
    tellNotices();
  }

  function step(event: CoreEvent): void {
    const reading = read();
    const before = core;
    const { state, actions } = transition(core, event, reading, policy);
    core = state;
    for (const action of actions) run(action);
    if (core.phase !== before.phase) changePhase();
    servable = servableUntil(core, reading.now);
    callers.serve((want) => verdictOf(want, reading), accessToken);
    publish();
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
        accessToken = lastAccessToken = flights.take(action.flightId)?.access_token ?? null;
        return handOver();
      case 'hand-over':
        return handOver();
      case 'drop':
        accessToken = null;
        if (action.fromSdk) sinks.drop();
        return undefined;
      case 'arm':
        return timer(action.delayMs);
      case 'diagnose':
        return diagnose(action.code, action.details);
      default:
        notices.push(...noticesOf(action, core));
    }
  }

  /** A run has begun or ended: listen to the page, or leave it and the SDK alone. */
  function changePhase(): void {
    if (isLive(core)) {
      leavePage ??= listenToPage((event) =>
        dispatch(
          event === 'wake' ? { type: 'wake', online: isOnline() } : { type: isOnline() ? 'online' : event },
        ),
      );
      return;
    }
    leavePage?.();
    leavePage = null;
    lastAccessToken = null;
    if (core.phase !== 'hosted') sinks.release(core.phase === 'stopped');
  }

  function isOnline(): boolean {
    return settings.ignoresOffline || believesOnline();
  }

  function handed(): HandedToken | null {
    const { token } = core;
    if (accessToken === null || token === null) return null;
    const { expiresAt, generation } = token;
    return { accessToken, generation, leftMs: () => expiresAt - read().now };
  }

  function handOver(): void {
    const token = handed();
    if (token !== null) sinks.handOver(token);
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

  function diagnose(
    code: keyof typeof diagnosticMessages,
    details: Readonly<Record<string, number | string>> = {},
  ): void {
    notices.push({ name: 'diagnostic', payload: { code, message: diagnosticMessages[code], details } });
    if (!isStepping) tellNotices();
  }

  function publish(): void {
    const next = publishedState(core);
    if (isSameState(published, next)) return;
    published = next;
    notices.push({ name: 'state', payload: next });
  }

  /** After the commit, so that a listener finds the store as it is told, and may do anything to it. */
  function tellNotices(): void {
    if (isTelling) return;
    isTelling = true;
    for (let next = notices.shift(); next !== undefined; next = notices.shift()) tell(next);
    isTelling = false;
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
    const want: Want = {
      kind,
      minValidityMs,
      finishedCalls: core.finishedCalls,
      generation: core.generation,
    };
    dispatch({ type: kind === 'refresh' ? 'force' : 'tick' });
    const verdict = verdictOf(want, read());
    if (verdict === 'use') return accessToken ?? '';
    if (verdict !== 'wait') throw verdict;
    const waiting = callers.wait(want, { timeoutMs, signal, lastError: () => core.lastError });
    dispatch({ type: kind === 'token' ? 'demand' : 'tick' });
    return waiting;
  }

  return {
    quickToken() {
      const wallAt = wallClockAt();
      const monoMs = monotonicMs();
      if (elapsedSince(anchor, wallAt, monoMs) >= servable || hasParted(anchor, wallAt, monoMs)) return null;
      return accessToken;
    },
    peek() {
      return usableToken(core, read().now) === null ? null : accessToken;
    },
    request,
    dispatch,
    state: () => published,
    generationOf: (token) => (token === accessToken ? core.generation : null),
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
    stop() {
      const error = new TokenError('stopped', 'the store was stopped', { hint: 'start() begins again.' });
      dispatch({ type: 'stop', error });
    },
    diagnose,
  };
}
