// The real engine on a simulated machine, with its inside open to the watchers, and tokens that know the truth.
import type { CoreAction } from '../../src/core/actions.js';
import type { Barred, CoreEvent } from '../../src/core/events.js';
import type { Reading } from '../../src/core/moment.js';
import type { Policy } from '../../src/core/policy.js';
import type { TokenState } from '../../src/core/snapshot.js';
import type { CoreState } from '../../src/core/state.js';
import type { TokenError } from '../../src/core/token-error.js';
import type { Verdict, Want } from '../../src/core/verdict.js';
import type { PageEvent, Platform } from '../../src/platform/platform.js';
import type { TokenAnswer } from '../../src/sources/token-source.js';
import type { SimulatedToken } from './authenticator.js';
import type { Draw } from './random.js';

export type Production = typeof import('./production.js');

/** A caller that waits. */
export interface Waiting {
  readonly want: Want;
  readonly sinceAwakeMs: number;
  /** Its timeout or its abort. */
  leave(): void;
}

/** The world around the store. */
export interface Edge {
  readonly draw: Draw;
  readClocks(): { readonly wallAt: number; readonly monoMs: number };
  awakeMs(): number;
  isOnline(): boolean;
  arm(delayMs: number | null): void;
  call(flightId: number, reason: string): void;
  abort(flightId: number): void;
  committed(flightId: number, token: SimulatedToken): void;
  handOver(token: SimulatedToken, leftMs: number): void;
  takeFromSdk(): void;
  served(token: SimulatedToken | null, want: Want | null): void;
  /** Somebody asks. @returns the last call that has left */
  asked(kind: Want['kind']): number;
  /** @param leftBefore the last call that had left when it asked */
  waits(want: Want, leftBefore: number): void;
  judged(want: Want, verdict: Verdict, reading: Reading): void;
  acted(action: CoreAction): void;
  stepped(event: CoreEvent, before: TokenState, reading: Reading): void;
}

export interface SimulatedStore {
  core(): CoreState;
  published(): TokenState;
  waiting(): readonly Waiting[];
  token(): SimulatedToken | null;
  /** How often the time line's anchor has moved: each move costs up to one tick of the clocks. */
  anchorMoves(): number;
  dispatch(event: CoreEvent): void;
  /** What the page is told, if the store listens to it. */
  tellPage(event: PageEvent): void;
  start(): void;
  stop(): void;
  signOut(): void;
  hold(): () => void;
  /** From now on the store must not run, for this reason. */
  bar(barred: Barred | null): void;
  /** As `getToken` and the SDK's calls do: the token at once, or a wait. @returns the wait, if there is one */
  request(kind: Want['kind'], minValidityMs: number): Waiting | null;
  /** The answer of a call arrives: the first time through its promise, again as the event that the core ignores. */
  land(flightId: number, answer: { token: SimulatedToken } | { error: TokenError }): void;
  fireTimer(): void;
  hasMicrotask(): boolean;
  runMicrotask(): void;
  /** @throws what a watcher has thrown inside the engine, which reports the errors of other code */
  rethrow(): void;
}

interface PendingCall {
  resolve(answer: TokenAnswer): void;
  reject(error: TokenError): void;
}

const nobody: readonly Waiting[] = [];

export function createSimulatedStore({ Engine }: Production, policy: Policy, world: Edge): SimulatedStore {
  const pending = new Map<number, PendingCall>();
  /** By the answer that brings it: a cache answers with one text again and again, and less life each time. */
  const answers = new WeakMap<object, SimulatedToken>();
  const tokens = new Map<string, SimulatedToken>();
  const waits = new Map<object, Waiting>();
  const microtasks: (() => void)[] = [];
  const listeners = new Set<(event: PageEvent) => void>();
  let timer: (() => void) | null = null;
  let barred: Barred | null = null;
  let landing = 0;
  let anchorMoves = 0;
  let failure: { readonly error: unknown } | null = null;
  const edge = guarded(world, (error) => {
    failure ??= { error };
  });

  const platform = {
    wallClockAt: () => edge.readClocks().wallAt,
    monotonicMs: () => edge.readClocks().monoMs,
    setTimer(delayMs: number, task: () => void) {
      timer = task;
      edge.arm(delayMs);
      return () => {
        if (timer !== task) return;
        timer = null;
        edge.arm(null);
      };
    },
    inMicrotask: (task: () => void) => void microtasks.push(task),
    random: edge.draw,
    outside: (task: () => void) => task(),
    listenToPage(listener: (event: PageEvent) => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    isOnline: edge.isOnline,
    report(error: unknown) {
      failure ??= { error };
    },
  } as unknown as Platform;

  const engine = new Engine(
    {
      policy,
      baseUrl: 'https://mydatahelps.org/',
      sharing: null,
      ignoresOffline: false,
      callTimeoutMs: 30_000,
      inspect: undefined,
      call: ({ signal, reason }) =>
        new Promise((resolve, reject) => {
          const flightId = engine.core().flight?.id ?? 0;
          pending.set(flightId, { resolve, reject });
          signal.addEventListener('abort', () => edge.abort(flightId));
          edge.call(flightId, reason);
        }),
    },
    platform,
  );
  engine.connect(() => ({
    receiver: edge,
    bars: () => barred,
    handOver: ({ accessToken }) => edge.handOver(tokenOf(accessToken), engine.leftMs()),
    drop: () => edge.takeFromSdk(),
  }));
  openInside();

  function tokenOf(text: string): SimulatedToken {
    const token = tokens.get(text);
    if (token === undefined) throw new Error('a token that nobody has issued');
    return token;
  }

  /** The watchers look at moments that the engine tells nobody of. */
  function openInside(): void {
    const { vault } = engine;
    const callers = engine['callers'];
    const timeLine = engine['timeLine'];
    const answered = engine.answered.bind(engine);
    engine.answered = (flightId, answer) => {
      landing = flightId;
      answered(flightId, answer);
    };
    const keep = vault.keep.bind(vault);
    vault.keep = (answer) => {
      keep(answer);
      const token = answers.get(answer);
      if (token !== undefined) tokens.set(token.text, token);
      edge.committed(landing, tokenOf(answer.access_token));
    };
    const settle = callers['settle'].bind(callers);
    callers['settle'] = (caller: { want: Want }, answer: string | null | TokenError) => {
      const isServed = answer === null || typeof answer === 'string';
      if (isServed && callers['waiting'].has(caller)) {
        edge.served(answer === null ? null : tokenOf(answer), caller.want);
      }
      waits.delete(caller);
      settle(caller, answer);
    };
    const verdictOf = callers['verdictOf'].bind(callers);
    callers['verdictOf'] = (want: Want, reading: Reading) => {
      const verdict: Verdict = verdictOf(want, reading);
      edge.judged(want, verdict, reading);
      return verdict;
    };
    const read = timeLine.read.bind(timeLine);
    timeLine.read = () => {
      const before = timeLine['anchor'];
      const reading = read();
      if (timeLine['anchor'].monoMs !== before.monoMs) anchorMoves += 1;
      return reading;
    };
    const stepped = engine['stepped'].bind(engine);
    engine['stepped'] = (event: CoreEvent, actions: readonly CoreAction[]) => {
      const before = engine.publisher.snapshot;
      const reading = engine['reading'];
      stepped(event, actions);
      for (const action of actions) edge.acted(action);
      edge.stepped(event, before, reading);
    };
  }

  function waiting(): readonly Waiting[] {
    return waits.size === 0 ? nobody : [...waits.values()];
  }

  return {
    core: () => engine.core(),
    published: () => engine.publisher.snapshot,
    waiting,
    token() {
      const { accessToken } = engine.vault;
      return accessToken === null ? null : tokenOf(accessToken);
    },
    anchorMoves: () => anchorMoves,
    dispatch: (event) => engine.dispatch(event),
    tellPage(event) {
      for (const listener of listeners) listener(event);
    },
    start: () => engine.start(),
    stop: () => engine.stop(),
    signOut: () => engine.signOut(),
    hold: () => engine.lease.hold(),
    bar(next) {
      barred = next;
    },
    request(kind, minValidityMs) {
      const quick = kind === 'token' && minValidityMs === 0 ? engine.quickToken() : null;
      if (quick !== null) {
        edge.served(tokenOf(quick), null);
        return null;
      }
      const leftBefore = edge.asked(kind);
      const inside: Set<object> = engine['callers']['waiting'];
      const before = new Set(inside);
      const leaving = new AbortController();
      const { signal } = leaving;
      engine.ask({ kind, minValidityMs, timeoutMs: Number.POSITIVE_INFINITY, signal }).catch(() => undefined);
      const caller = [...inside].find((each: object) => !before.has(each)) as { want: Want } | undefined;
      if (caller === undefined) return null;
      const wait = { want: caller.want, sinceAwakeMs: edge.awakeMs(), leave: () => leaving.abort() };
      waits.set(caller, wait);
      edge.waits(caller.want, leftBefore);
      return wait;
    },
    land(flightId, answer) {
      const call = pending.get(flightId);
      pending.delete(flightId);
      if ('error' in answer) {
        if (call === undefined) engine.dispatch({ type: 'call-failed', flightId, error: answer.error });
        else call.reject(answer.error);
        return;
      }
      const { text, lifeMs, refreshInMs, subject } = answer.token;
      const facts = { lifeMs, refreshInMs, subject, sameToken: engine.vault.isLast(text) };
      if (call === undefined) return engine.dispatch({ type: 'answered', flightId, facts });
      const response = {
        access_token: text,
        expires_in: lifeMs / 1000,
        token_type: 'Bearer',
        ...(refreshInMs === null ? {} : { refresh_in: refreshInMs / 1000 }),
        ...(subject === null ? {} : { subject }),
      };
      answers.set(response, answer.token);
      call.resolve({ response, notes: [], skewSeconds: null });
    },
    fireTimer() {
      const task = timer;
      timer = null;
      task?.();
    },
    hasMicrotask: () => microtasks.length > 0,
    runMicrotask: () => microtasks.shift()?.(),
    rethrow() {
      if (failure !== null) throw failure.error;
    },
  };
}

/** What a watcher throws must not be taken for an error of the app's code, which the engine bears. */
function guarded(edge: Edge, caught: (error: unknown) => void): Edge {
  const guard = ([name, act]: [string, (...all: never[]) => unknown]) => [
    name,
    (...all: never[]) => {
      try {
        return act(...all);
      } catch (error) {
        caught(error);
        return undefined;
      }
    },
  ];
  return Object.fromEntries(Object.entries(edge).map((entry) => guard(entry)));
}
