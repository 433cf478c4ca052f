// What the store promises about its calls: one at once, floor and budget, Retry-After, and patience.
import {
  backoffMostMs,
  budgetCalls,
  budgetWindowMs,
  floorMs,
  offlineRetryMs,
  retryAfterMostMs,
  type Policy,
} from '../../src/core/policy.js';
import type { TokenError } from '../../src/core/token-error.js';
import type { SimulatedToken } from './authenticator.js';
import type { Device } from './device.js';
import type { SimulatedStore } from './simulated-store.js';
import type { Mark, TimeMarks } from './time-marks.js';
import { demand } from './violation.js';

interface CallOnItsWay {
  readonly id: number;
  readonly mark: Mark;
  /** Nothing good can come of it. */
  readonly isDoomed: boolean;
  /** When it has to end, on the monotonic clock. */
  endsAwakeMs: number;
}

/** Room for timers that are a little late, and for rounding. */
const roomMs = 60;
/** From here on an answer with the same token is a minute away from the next call. */
const stallsToAMinute = 7;

export interface CallWatch {
  /** Somebody calls `refresh()`: the next call heeds no backoff. */
  forced(): void;
  started(id: number, reason: string, isDoomed: boolean): void;
  /** Its answer has arrived; whether it is committed remains to be seen. */
  landed(id: number): void;
  /** @returns the moment at which the request left */
  committed(id: number, token: SimulatedToken): Mark;
  failed(id: number, error: TokenError): void;
  /** The store gave it up. */
  aborted(id: number): void;
  slept(forMs: number): void;
  flagged(isOnline: boolean): void;
  runEnded(): void;
  current(): CallOnItsWay | null;
  /** Whether a server's "not before" or the budget may hold the next call back. */
  isHeldBack(): boolean;
  /** Whether the floor may hold the next call back. */
  isAtFloor(): boolean;
  assertEnds(): void;
}

export function createCallWatch(
  policy: Policy,
  device: Device,
  marks: TimeMarks,
  loop: () => SimulatedStore,
): CallWatch {
  const starts: number[] = [];
  let call: CallOnItsWay | null = null;
  let landing: CallOnItsWay | null = null;
  let hold = { mark: marks.mark(), toldMs: 0 };
  let isOffline = false;
  let failedOffline: Mark | null = null;
  let isForced = false;
  let answered: Mark = marks.mark();
  let lastText = '';
  let stalls = 0;

  function assertPace(awakeMs: number): void {
    const gapMs = awakeMs - (starts.at(-1) ?? Number.NEGATIVE_INFINITY);
    demand(gapMs >= floorMs - device.resolutionMs, 'the floor between two calls', () => `${gapMs} ms`);
    const oldest = starts.length < budgetCalls ? Number.NEGATIVE_INFINITY : starts[0]!;
    demand(
      awakeMs - oldest >= budgetWindowMs - device.resolutionMs,
      'the budget of calls',
      () => `${budgetCalls + 1} calls in ${awakeMs - oldest} ms`,
    );
    starts.push(awakeMs);
    if (starts.length > budgetCalls) starts.shift();
  }

  function assertPatience(reason: string): void {
    const heldMs = marks.mostSince(hold.mark);
    demand(
      heldMs >= hold.toldMs,
      'Retry-After is obeyed',
      () => `${hold.toldMs} ms were told, called after ${heldMs}`,
    );
    // A page from the back/forward cache asks who is signed in, whatever the browser believes of its network.
    if ((reason === 'forced' && isForced) || loop().core().token?.standing === 'unconfirmed') return;
    if (isOffline && failedOffline !== null) {
      const gapMs = marks.mostSince(failedOffline);
      demand(gapMs >= offlineRetryMs, 'one try a minute while offline', () => `${gapMs} ms`);
    }
    // A forced call that nobody has asked for now tries again after a failure.
    const isRetry = ['rejected', 'retry', 'forced'].includes(reason);
    if (stalls < stallsToAMinute || isRetry || loop().core().token === null) return;
    const gapMs = marks.mostSince(answered);
    demand(gapMs >= backoffMostMs, 'answers without progress back off', () => `${gapMs} ms`);
  }

  function landFailed(): void {
    call = null;
    failedOffline = isOffline ? marks.mark() : null;
  }

  return {
    forced() {
      isForced = true;
    },
    started(id, reason, isDoomed) {
      const { life } = loop().core();
      demand(call === null, 'never two calls at once', () => `${id} left while ${call?.id} was on its way`);
      demand(life.is === 'running', 'no call outside a run', () => life.is);
      const awakeMs = device.awakeMs();
      assertPace(awakeMs);
      assertPatience(reason);
      if (reason === 'forced') isForced = false;
      call = { id, mark: marks.mark(), isDoomed, endsAwakeMs: awakeMs + policy.timeoutMs };
    },
    landed(id) {
      if (call?.id !== id) return;
      landing = call;
      landFailed();
    },
    committed(id, token) {
      demand(
        landing?.id === id,
        'a late result never commits',
        () => `${id} while ${call?.id} is on its way`,
      );
      const { mark } = landing;
      landing = null;
      failedOffline = null;
      stalls = token.text === lastText ? stalls + 1 : 0;
      lastText = token.text;
      answered = marks.mark();
      return mark;
    },
    failed(id, error) {
      if (call?.id !== id) return;
      landFailed();
      if (error.retryAfterSeconds === undefined) return;
      hold = { mark: marks.mark(), toldMs: Math.min(error.retryAfterSeconds * 1000, retryAfterMostMs) };
    },
    aborted(id) {
      if (call?.id !== id) return;
      // A call that the store gives up before its time has not failed: nothing has to wait after it.
      if (device.awakeMs() < call.endsAwakeMs - roomMs) call = null;
      else landFailed();
    },
    slept(forMs) {
      if (call !== null) call.endsAwakeMs += forMs;
    },
    flagged(isOnline) {
      isOffline = !isOnline;
      failedOffline = null;
    },
    runEnded() {
      failedOffline = null;
      lastText = '';
      stalls = 0;
    },
    current: () => call,
    isHeldBack() {
      const oldest = starts.length < budgetCalls ? Number.NEGATIVE_INFINITY : starts[0]!;
      const isSpent = device.awakeMs() - oldest < budgetWindowMs + roomMs;
      return isSpent || device.trueMs() - hold.mark.trueMs < hold.toldMs * 1.1 + 1_000 + roomMs;
    },
    isAtFloor: () => device.awakeMs() - (starts.at(-1) ?? Number.NEGATIVE_INFINITY) < floorMs + roomMs,
    assertEnds() {
      if (call === null) return;
      const lateMs = device.awakeMs() - call.endsAwakeMs;
      demand(
        lateMs <= device.throttleMs() + roomMs + 2 * device.resolutionMs,
        'a call ends by its timeout',
        () => `${lateMs} ms late`,
      );
    },
  };
}
