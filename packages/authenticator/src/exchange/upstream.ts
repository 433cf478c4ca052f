// Calls to MyDataHelps: measured, and made once more where an open connection turned out to be dead.
import { chain, type MaybePromise } from '../maybe-promise.js';
import type { Meter, UpstreamCallName } from '../measure.js';
import { elapsedMs, readClocks } from '../platform/clock.js';
import type { Transport, UpstreamAnswer, UpstreamRequest } from '../platform/transport.js';

/** What came of a call. */
export interface UpstreamOutcome {
  answer: UpstreamAnswer;
  /** From before the request was made to the end of the answer, both tries together. Milliseconds. */
  durationMs: number;
}

/**
 * Makes a call. Never rejects, unless `prepare` does.
 *
 * @param prepare makes the request, anew for each try: an assertion is good for one
 */
export type Upstream = (
  call: UpstreamCallName,
  prepare: () => MaybePromise<UpstreamRequest>,
) => Promise<UpstreamOutcome>;

/**
 * A server or a firewall may have forgotten a connection that we still hold open. That is found out by using it, and
 * says nothing about the server: the second try goes out at once, on a new connection, in the time that is left.
 */
export function createUpstream(send: Transport, meter: Meter): Upstream {
  return async (call, prepare) => {
    const since = readClocks();
    let answer = await chain(prepare(), send);
    const isRetried = !answer.ok && answer.isStale;
    if (isRetried) {
      const again = await prepare();
      const timeoutMs = Math.max(1, Math.ceil(again.timeoutMs - elapsedMs(since, readClocks())));
      answer = await send({ ...again, timeoutMs, onNewConnection: true });
    }
    const durationMs = elapsedMs(since, readClocks());
    meter?.({
      kind: 'upstream',
      call,
      outcome: answer.ok ? 'answered' : answer.fault,
      status: answer.ok ? answer.status : null,
      durationSeconds: durationMs / 1000,
      isRetried,
      clockSkewSeconds: answer.ok ? skewOf(answer.header('date'), durationMs) : null,
    });
    return { answer, durationMs };
  };
}

/** `Date` has whole seconds: the middle of the call is compared with the middle of that second. */
function skewOf(date: string | null, durationMs: number): number | null {
  const told = Date.parse(date ?? '');
  if (Number.isNaN(told)) return null;
  return Math.round((Date.now() - durationMs / 2 - told - 500) / 500) / 2;
}
