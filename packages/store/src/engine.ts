// The one loop of a store: event in, transition, commit, run the actions, then tell.
import type { DiagnosticCode } from './core/actions.js';
import type { CoreEvent } from './core/events.js';
import { publishedState, servableUntil, type TokenState } from './core/published-state.js';
import type { Reading } from './core/reading.js';
import { initialState, isLive, usableToken, type CoreState } from './core/state.js';
import { TokenError } from './core/token-error.js';
import { transition } from './core/transition.js';
import { createEdge } from './edge.js';
import type { Notice } from './notifications.js';
import type { Settings } from './options.js';
import { createOutbox } from './outbox.js';
import { draw } from './platform/chance.js';
import { reporting } from './platform/report-error.js';
import { createReadings } from './readings.js';
import { createRequests, type Request } from './requests.js';
import { createTaskQueue } from './task-queue.js';
import type { TokenSink } from './token-sink.js';

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
  /** Counts the runs: between two of them the session may have changed hands. */
  run(): number;
  /**
   * Supplies a sink, in the place of one that has the same receiver.
   *
   * @throws TokenError where the store is started and the sink cannot be supplied by it
   */
  addSink(sink: TokenSink): void;
  removeSink(sink: TokenSink): void;
  start(): void;
  stop(): void;
  diagnose(code: DiagnosticCode, details?: Readonly<Record<string, number | string>>): void;
}

export function createEngine(settings: Settings, tell: (notice: Notice) => void): Engine {
  const readings = createReadings();
  const outbox = createOutbox(tell);
  // Told after the commit, so that a listener finds the store as it is told, and may do anything to it.
  const queue = createTaskQueue(() => outbox.flush());

  let core: CoreState = initialState;
  let servable = Number.NEGATIVE_INFINITY;

  const now = () => readings.read().now;
  const dispatch = (event: CoreEvent) => queue.run(() => step(event));
  const diagnose: Engine['diagnose'] = (code, details = {}) =>
    queue.run(() => outbox.diagnose(code, details));
  const edge = createEdge(settings, { core: () => core, now, dispatch, outbox, diagnose });
  const { sinks, vault } = edge;
  const requests = createRequests({
    core: () => core,
    read,
    accessToken: () => vault.accessToken,
    run: queue.run,
    step,
    start,
    diagnose: outbox.diagnose,
  });

  function read(): Reading {
    const { now: at, monoMs, wallAt } = readings.read();
    return { now: at, monoMs, wallAt, awaited: requests.isAnyone(), random: draw() };
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
    requests.serve(reading);
    outbox.publish(publishedState(core));
    if (requests.isStranded()) dispatch({ type: 'demand' });
  }

  function start(): void {
    if (isLive(core) || core.phase === 'hosted') return;
    const hosted = sinks.hosted();
    if (hosted !== null) return beHosted(hosted);
    const refusal = sinks.claim();
    step(refusal === null ? { type: 'start', online: edge.isOnline() } : { type: 'refuse', error: refusal });
  }

  function beHosted(error: TokenError): void {
    outbox.diagnose('hosted', {});
    step({ type: 'hosted', error });
  }

  function addSink(sink: TokenSink): void {
    sinks.get(sink.receiver)?.disconnect();
    const hosted = isLive(core) ? sink.hosted() : null;
    const refusal = isLive(core) && hosted === null ? sink.claim() : null;
    if (refusal !== null) throw refusal;
    sinks.add(sink);
    if (hosted !== null) return queue.run(() => beHosted(hosted));
    const token = edge.handed();
    if (token !== null) reporting(() => sink.handOver(token));
  }

  return {
    quickToken: () => (readings.isBefore(servable) ? vault.accessToken : null),
    peek: () => (usableToken(core, now()) === null ? null : vault.accessToken),
    request: requests.ask,
    dispatch,
    state: () => outbox.published,
    generationOf: (accessToken) => (accessToken === vault.accessToken ? core.generation : null),
    lifeMs: () => core.lifeMs,
    run: () => core.run,
    addSink,
    removeSink: (sink) => sinks.remove(sink),
    start: () => queue.run(start),
    stop: () =>
      queue.run(() => {
        step({ type: 'stop', error: stopped() });
        // Also what was connected since the run ended.
        sinks.release(true);
      }),
    diagnose,
  };
}

function stopped(): TokenError {
  return new TokenError('stopped', 'the store was stopped', { hint: 'start() begins again.' });
}
