// The loop of a store around the pure core, as src/engine.ts has it, with simulated edges and tokens that know the truth.
import type { CoreAction } from '../../src/core/actions.js';
import type { ClockAnchor } from '../../src/core/elapsed-clock.js';
import type { CoreEvent } from '../../src/core/events.js';
import type { Policy } from '../../src/core/policy.js';
import type { TokenState } from '../../src/core/published-state.js';
import type { Reading } from '../../src/core/reading.js';
import type { CoreState } from '../../src/core/state.js';
import { TokenError } from '../../src/core/token-error.js';
import type { Verdict, Want } from '../../src/core/verdict.js';
import type { SimulatedToken } from './authenticator.js';
import type { Draw } from './random.js';

export type Core = typeof import('./core-exports.js');

/** One who waits. */
export interface Waiting {
  readonly want: Want;
  readonly sinceAwakeMs: number;
}

/** The world around the loop. */
export interface Edge {
  readonly draw: Draw;
  readClocks(): { readonly wallAt: number; readonly monoMs: number };
  awakeMs(): number;
  isOnline(): boolean;
  arm(delayMs: number | null): void;
  defer(): void;
  call(flightId: number, reason: string): void;
  abort(flightId: number): void;
  /** The answer of this call, which has just landed. */
  take(flightId: number): SimulatedToken;
  committed(flightId: number, token: SimulatedToken): void;
  handOver(token: SimulatedToken, leftMs: number): void;
  takeFromSdk(): void;
  served(token: SimulatedToken | null, want: Want | null): void;
  judged(want: Want, verdict: Verdict, reading: Reading): void;
  acted(action: CoreAction): void;
  stepped(event: CoreEvent, before: TokenState, reading: Reading): void;
}

export interface StoreLoop {
  core(): CoreState;
  published(): TokenState;
  waiting(): readonly Waiting[];
  token(): SimulatedToken | null;
  lastToken(): SimulatedToken | null;
  /** How often the time line's anchor has moved: each move costs up to one tick of the clocks. */
  anchorMoves(): number;
  dispatch(event: CoreEvent): void;
  start(): void;
  /** As `getToken` and the SDK's calls do: the token at once, or a wait. @returns the wait, where there is one */
  request(kind: Want['kind'], minValidityMs: number): Waiting | null;
  /** A caller's timeout or abort. */
  leave(waiting: Waiting): void;
}

export function createStoreLoop(production: Core, policy: Policy, edge: Edge): StoreLoop {
  const { transition, judge, publishedState, isSameState, servableUntil, isAtRest, isLive } = production;
  const { elapsedSince, hasParted, moveAnchor } = production;
  const events: CoreEvent[] = [];
  let waiting: Waiting[] = [];
  let core = production.initialState;
  let anchor: ClockAnchor = { ...edge.readClocks(), elapsedMs: 0 };
  let anchorMoves = 0;
  let published = publishedState(core);
  let token: SimulatedToken | null = null;
  let lastToken: SimulatedToken | null = null;
  let servable = Number.NEGATIVE_INFINITY;
  let isStepping = false;

  function read(): Reading {
    const { wallAt, monoMs } = edge.readClocks();
    const moved = moveAnchor(anchor, wallAt, monoMs);
    if (moved !== anchor) anchorMoves += 1;
    anchor = moved;
    const now = elapsedSince(anchor, wallAt, monoMs);
    return { now, monoMs, wallAt, awaited: waiting.length > 0, random: edge.draw() };
  }

  function dispatch(event: CoreEvent): void {
    events.push(event);
    if (isStepping) return;
    isStepping = true;
    for (let next = events.shift(); next !== undefined; next = events.shift()) step(next);
    isStepping = false;
  }

  function step(event: CoreEvent): void {
    const reading = read();
    const before = published;
    const { state, actions } = transition(core, event, reading, policy);
    const isOver = !isLive(state) && isLive(core);
    core = state;
    for (const action of actions) run(action, reading);
    if (isOver) lastToken = null;
    servable = servableUntil(core, reading.now);
    if (waiting.length > 0) serve(reading);
    if (waiting.length > 0 && isAtRest(core)) events.push({ type: 'demand' });
    const next = publishedState(core);
    if (!isSameState(published, next)) published = next;
    edge.stepped(event, before, reading);
  }

  function run(action: CoreAction, reading: Reading): void {
    edge.acted(action);
    switch (action.type) {
      case 'defer':
        return edge.defer();
      case 'call':
        return edge.call(action.flightId, action.reason);
      case 'abort':
        return edge.abort(action.flightId);
      case 'commit':
        token = lastToken = edge.take(action.flightId);
        edge.committed(action.flightId, token);
        return handOver(reading);
      case 'hand-over':
        return handOver(reading);
      case 'drop':
        token = null;
        return action.fromSdk ? edge.takeFromSdk() : undefined;
      case 'arm':
        return edge.arm(action.delayMs);
      default:
        return undefined;
    }
  }

  function handOver(reading: Reading): void {
    if (token !== null && core.token !== null) edge.handOver(token, core.token.expiresAt - reading.now);
  }

  function serve(reading: Reading): void {
    waiting = waiting.filter(({ want }) => {
      const verdict = judge(core, want, reading);
      if (verdict === 'use') edge.served(token, want);
      return verdict === 'wait';
    });
  }

  function start(): void {
    if (isLive(core) || core.phase === 'hosted') return;
    dispatch({ type: 'start', online: edge.isOnline() });
  }

  return {
    core: () => core,
    published: () => published,
    waiting: () => waiting,
    token: () => token,
    lastToken: () => lastToken,
    anchorMoves: () => anchorMoves,
    dispatch,
    start,
    request(kind, minValidityMs) {
      if (kind === 'token' && minValidityMs === 0 && quickToken() !== null) {
        edge.served(token, null);
        return null;
      }
      if (core.phase === 'idle') start();
      const { finishedCalls, generation } = core;
      const want: Want = { kind, minValidityMs, finishedCalls, generation };
      dispatch({ type: kind === 'refresh' ? 'force' : 'tick' });
      const reading = read();
      const verdict = judge(core, want, reading);
      edge.judged(want, verdict, reading);
      if (verdict === 'use') edge.served(token, want);
      if (verdict !== 'wait') return null;
      const wait: Waiting = { want, sinceAwakeMs: edge.awakeMs() };
      waiting.push(wait);
      dispatch({ type: kind === 'token' ? 'demand' : 'tick' });
      return wait;
    },
    leave(gone) {
      waiting = waiting.filter((wait) => wait !== gone);
    },
  };

  function quickToken(): SimulatedToken | null {
    const { wallAt, monoMs } = edge.readClocks();
    if (elapsedSince(anchor, wallAt, monoMs) >= servable || hasParted(anchor, wallAt, monoMs)) return null;
    return token;
  }
}

/** What every reason to stop looks like. */
export const stopped = new TokenError('stopped', 'simulated');
