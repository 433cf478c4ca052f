// A request that MyDataHelps refused with 401: a new token, and the request once more.
import type { CallReport } from '../core/events.js';
import { isTokenError } from '../core/token-error.js';
import type { Supply } from './token-sink.js';

/** A request, and the token that it was sent with. */
export interface SentRequest {
  readonly accessToken: string;
  /** The lineage that the token is of: sending may begin another one. */
  readonly lineage: number;
  readonly response: Response;
}

export interface RecoverableRequest {
  readonly via: CallReport['via'];
  readonly mayReplay: boolean;
  readonly signal?: AbortSignal | undefined;
  /** Told what it rejects with. */
  failed?(error: unknown): void;
  /** @param token waits for the token to send it with */
  send(token: () => Promise<string>): Promise<SentRequest>;
}

/**
 * Sends a request. A 401 invalidates the token that it was sent with: many at once cause one refresh, and one that
 * comes late, for an older token, causes none. The request is sent once more with the next token, unless that may be
 * another participant's: a request is never repeated as somebody else. A refusal of the repetition invalidates nothing,
 * since the endpoint may refuse what others accept.
 *
 * @returns the last answer, which may be a 401
 * @throws TokenError if no token comes in time; what `send` throws
 */
export async function sendWithRecovery(supply: Supply, request: RecoverableRequest): Promise<Response> {
  const { platform } = supply;
  const begunMs = platform.monotonicMs();
  let replayed = false;
  let waitedMs = 0;
  const report = (outcome: CallReport['outcome']) => {
    const tookMs = platform.monotonicMs() - begunMs;
    supply.dispatch({ type: 'called', via: request.via, outcome, replayed, waitedMs, tookMs });
  };
  /** Waits for a token, and counts how long. */
  const token = async () => {
    const askedMs = platform.monotonicMs();
    try {
      return await supply.token({ timeoutMs: supply.callTimeoutMs, signal: request.signal });
    } finally {
      waitedMs += platform.monotonicMs() - askedMs;
    }
  };
  try {
    const sent = await request.send(token);
    let { response } = sent;
    const canRecover = response.status === 401 && supply.lineage() === sent.lineage;
    if (canRecover && (await refuseAndAwaitNext(supply, request, sent, token))) {
      replayed = true;
      // Its connection is free for the replay.
      response.body?.cancel().catch(() => undefined);
      ({ response } = await request.send(token));
    }
    report(response.status === 401 ? 'refused' : 'answered');
    return response;
  } catch (error) {
    report(isTokenError(error) ? 'no-token' : 'failed');
    request.failed?.(error);
    throw error;
  }
}

/** @returns whether there is another token of the same participant now */
async function refuseAndAwaitNext(
  supply: Supply,
  { mayReplay }: RecoverableRequest,
  { accessToken, lineage }: SentRequest,
  token: () => Promise<string>,
): Promise<boolean> {
  supply.refuse(accessToken);
  if (!mayReplay) return false;
  const next = await token();
  return next !== accessToken && supply.lineage() === lineage;
}
