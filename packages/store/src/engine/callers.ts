// The callers that ask for a token, from their question to their answer.
import type { DiagnosticCode, DiagnosticDetails } from '../core/actions.js';
import type { Admission, CoreEvent } from '../core/events.js';
import type { Reading } from '../core/moment.js';
import { isAtRest, type CoreState } from '../core/state.js';
import { fault } from '../core/fault.js';
import type { TokenError } from '../core/token-error.js';
import { judge, whyNoToken, type Verdict, type Want } from '../core/verdict.js';
import type { Platform } from '../platform/platform.js';

/** What a caller asks of the engine. */
export interface CallerWishes {
  readonly kind: Want['kind'];
  readonly minValidityMs?: number;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** The engine that is asked. */
export interface CallersHost {
  readonly platform: Platform;
  core(): CoreState;
  read(): Reading;
  accessToken(): string | null;
  admission(): Admission;
  /** Runs a task of the loop: now, or when those before it are done. */
  run(task: () => void): void;
  /** Takes an event in at once, inside such a task. */
  step(event: CoreEvent): void;
  diagnose(code: DiagnosticCode, details: DiagnosticDetails): void;
}

interface Caller {
  readonly want: Want;
  /** With `null` if the caller wants no token in particular. */
  resolve(accessToken: string | null): void;
  reject(error: TokenError): void;
  /** Its timer and its listener go. */
  leave(): void;
}

/** Each caller leaves on its own: by its verdict, its timeout or its signal. */
export class Callers {
  private readonly waiting = new Set<Caller>();
  private toldUnreachable = 0;
  /** The state that all who waited have been served from. */
  private served: CoreState | null = null;

  constructor(private readonly host: CallersHost) {}

  isAnyone(): boolean {
    return this.waiting.size > 0;
  }

  /** Whether a caller waits for a call that nothing will cause. */
  isStranded(): boolean {
    return this.isAnyone() && isAtRest(this.host.core());
  }

  /** Waits for what is asked. @throws TokenError */
  ask(wishes: CallerWishes): Promise<string | null> {
    return new Promise((resolve, reject) => {
      this.host.run(() => this.question(wishes, resolve, reject));
    });
  }

  /** Lets every caller go whose wait is over. Time alone ends no wait: one more caller costs no look at all the others. */
  serve(reading: Reading): void {
    const core = this.host.core();
    if (core === this.served) return;
    this.served = core;
    for (const caller of this.waiting) this.serveOne(caller, reading);
  }

  private question(wishes: CallerWishes, resolve: Caller['resolve'], reject: Caller['reject']): void {
    const { host } = this;
    const { kind, minValidityMs = 0, signal } = wishes;
    if (signal?.aborted === true) return reject(abortedBy(signal));
    // Read first: the call that this question lets leave is one that left after it.
    const { lastFlightId } = host.core();
    host.step({ type: 'ask', kind, ...host.admission() });
    const { finishedCalls } = host.core();
    const want: Want = { kind, minValidityMs, finishedCalls, lastFlightId };
    const caller = this.add({ want, resolve, reject }, wishes);
    this.serveOne(caller, host.read());
    if (kind === 'token' && this.waiting.has(caller)) host.step({ type: 'wait' });
  }

  private add(asking: Pick<Caller, 'want' | 'resolve' | 'reject'>, wishes: CallerWishes): Caller {
    const { host } = this;
    const { timeoutMs, signal } = wishes;
    const onAbort = () => this.settle(caller, abortedBy(signal));
    const explain = () => whyNoToken(host.core(), host.read().now);
    const stopTimer =
      timeoutMs === Number.POSITIVE_INFINITY
        ? undefined
        : host.platform.setTimer(timeoutMs, () => this.settle(caller, explain()));
    const leave = () => {
      stopTimer?.();
      signal?.removeEventListener('abort', onAbort);
    };
    const caller: Caller = { ...asking, leave };
    this.waiting.add(caller);
    signal?.addEventListener('abort', onAbort);
    return caller;
  }

  private serveOne(caller: Caller, reading: Reading): void {
    const verdict = this.verdictOf(caller.want, reading);
    const accessToken = this.host.accessToken();
    if (verdict === 'wait') return;
    if (verdict !== 'use') this.settle(caller, verdict);
    else if (accessToken !== null || caller.want.kind !== 'token') this.settle(caller, accessToken);
  }

  private verdictOf(want: Want, reading: Reading): Verdict {
    const core = this.host.core();
    const verdict = judge(core, want, reading);
    const leftMs = (core.token?.expiresAt ?? 0) - reading.now;
    if (verdict === 'use' && leftMs < want.minValidityMs && this.toldUnreachable !== core.generation) {
      this.toldUnreachable = core.generation;
      this.host.diagnose('min_validity_unreachable', { leftSeconds: Math.floor(leftMs / 1000) });
    }
    return verdict;
  }

  private settle(caller: Caller, answer: string | null | TokenError): void {
    if (!this.waiting.delete(caller)) return;
    caller.leave();
    if (answer === null || typeof answer === 'string') caller.resolve(answer);
    else caller.reject(answer);
  }
}

function abortedBy(signal: AbortSignal | undefined): TokenError {
  return fault('aborted', 'aborted', { cause: signal?.reason });
}
