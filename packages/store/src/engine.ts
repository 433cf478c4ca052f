// The one loop of a store: event in, transition, commit, run the actions, then tell.
import type { DiagnosticCode } from './core/actions.js';
import type { CoreEvent } from './core/events.js';
import { publishedState, servableUntil, type TokenState } from './core/published-state.js';
import type { Reading } from './core/reading.js';
import { initialState, isLive, usableToken, type CoreState } from './core/state.js';
import { TokenError } from './core/token-error.js';
import { transition } from './core/transition.js';
import { judge, type Verdict, type Want } from './core/verdict.js';
import { createEdge } from './edge.js';
import { createEventLoop } from './event-loop.js';
import type { Notice } from './notifications.js';
import type { Settings } from './options.js';
import { createOutbox } from './outbox.js';
import { draw } from './platform/chance.js';
import { createReadings } from './readings.js';
import type { TokenSink } from './token-sink.js';
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
  const readings = createReadings();
  const callers = createWaitingCallers();
  const outbox = createOutbox(tell);

  let core: CoreState = initialState;
  let servable = Number.NEGATIVE_INFINITY;
  let toldUnreachable = 0;

  // Told after the commit, so that a listener finds the store as it is told, and may do anything to it.
  const { dispatch, isStepping } = createEventLoop(step, () => outbox.flush());
  const now = () => readings.read().now;
  const edge = createEdge(settings, { core: () => core, now, dispatch, outbox, diagnose });
  const { sinks, vault } = edge;

  function read(): Reading {
    const { now: at, monoMs, wallAt } = readings.read();
    return { now: at, monoMs, wallAt, awaited: callers.isAnyone(), random: draw() };
  }

  function step(event: CoreEvent): void {
    const reading = read();
    const before = core;
    const { state, actions } = transition(core, event, reading, settings.policy);
    core = state;
    for (const action of actions) edge.act(action);
    if (core.phase !== before.phase) {
      if (!isLive(core)) edge.end(core.phase);
      else if (!isLive(before)) edge.begin();
    }
    servable = servableUntil(core, reading.now);
    callers.serve((want) => verdictOf(want, reading), vault.accessToken);
    outbox.publish(publishedState(core));
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
    if (!isStepping()) outbox.flush();
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
    dispatch({ type: 'start', online: edge.isOnline() });
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
    peek: () => (usableToken(core, now()) === null ? null : vault.accessToken),
    request,
    dispatch,
    state: () => outbox.published,
    generationOf: (accessToken) => (accessToken === vault.accessToken ? core.generation : null),
    lifeMs: () => core.lifeMs,
    addSink(sink) {
      const refusal = isLive(core) ? (sink.hosted() ?? sink.claim()) : null;
      if (refusal !== null) throw refusal;
      sinks.add(sink);
      const token = edge.handed();
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
