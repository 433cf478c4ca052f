// Those who ask a store for a token, from their question to their answer.
import type { DiagnosticCode } from './core/actions.js';
import type { CoreEvent } from './core/events.js';
import type { Reading } from './core/reading.js';
import { isAtRest, type CoreState } from './core/state.js';
import { judge, type Verdict, type Want } from './core/verdict.js';
import { whyNoToken } from './core/why-no-token.js';
import { createWaitingCallers } from './waiting-callers.js';

/** What a caller asks of the engine. */
export interface Request {
  readonly kind: Want['kind'];
  readonly minValidityMs: number;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** The loop that the requests are made to. */
export interface RequestsHost {
  core(): CoreState;
  read(): Reading;
  accessToken(): string | null;
  /** Runs a task of the loop: now, or when those before it are done. */
  run(task: () => void): void;
  step(event: CoreEvent): void;
  start(): void;
  diagnose(code: DiagnosticCode, details: Readonly<Record<string, number>>): void;
}

export interface Requests {
  isAnyone(): boolean;
  /** Waits for what is asked. @throws TokenError */
  ask(request: Request): Promise<string>;
  /** Answers everybody whose wait is over. */
  serve(reading: Reading): void;
  /** Whether somebody waits for a call that nothing will cause. */
  isStranded(): boolean;
}

export function createRequests(host: RequestsHost): Requests {
  const callers = createWaitingCallers();
  let toldUnreachable = 0;

  function verdictOf(want: Want, reading: Reading): Verdict {
    const core = host.core();
    const verdict = judge(core, want, reading);
    const leftMs = (core.token?.expiresAt ?? 0) - reading.now;
    if (verdict === 'use' && leftMs < want.minValidityMs && toldUnreachable !== core.generation) {
      toldUnreachable = core.generation;
      host.diagnose('min_validity_unreachable', { leftSeconds: Math.floor(leftMs / 1000) });
    }
    return verdict;
  }

  function serve(reading: Reading): void {
    callers.serve((want) => verdictOf(want, reading), host.accessToken());
  }

  function ask({ kind, minValidityMs, timeoutMs, signal }: Request): Promise<string> {
    return new Promise((resolve, reject) => {
      host.run(() => {
        if (host.core().phase === 'idle' && signal?.aborted !== true) host.start();
        const { finishedCalls, generation } = host.core();
        const want: Want = { kind, minValidityMs, finishedCalls, generation };
        host.step({ type: kind === 'refresh' ? 'force' : 'tick' });
        const explain = () => whyNoToken(host.core(), host.read().now);
        callers.add({ want, resolve, reject }, { timeoutMs, signal, explain });
        serve(host.read());
        if (callers.isAnyone()) host.step({ type: kind === 'token' ? 'demand' : 'tick' });
      });
    });
  }

  return {
    isAnyone: callers.isAnyone,
    ask,
    serve,
    isStranded: () => callers.isAnyone() && isAtRest(host.core()),
  };
}
