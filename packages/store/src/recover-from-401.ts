// A request that the API refused with 401: a new token, and the request once more.
import { patienceMs } from './patience.js';
import type { Engine } from './engine.js';

/** A request, and the token that it was sent with. */
export interface SentRequest {
  readonly accessToken: string;
  /** The run that the token is of: sending may begin one. */
  readonly run: number;
  readonly response: Response;
}

export interface RecoverableRequest {
  readonly mayReplay: boolean;
  readonly signal?: AbortSignal;
  send(): Promise<SentRequest>;
}

/**
 * Sends a request. A 401 invalidates the token that it was sent with (many at once cause one refresh; one that comes
 * late, for an older token, none), and the request is sent once more with the next one. A refusal of that one is
 * handed to the caller and invalidates nothing: the endpoint may refuse what others accept.
 *
 * @throws TokenError where no other token can be had
 */
export async function sendWithRecovery(
  engine: Engine,
  { mayReplay, signal, send }: RecoverableRequest,
): Promise<Response> {
  const { accessToken, run, response } = await send();
  // In a later run another user may be signed in: a request is never repeated as somebody else.
  if (response.status !== 401 || engine.run() !== run) return response;
  const generation = engine.generationOf(accessToken);
  if (generation !== null) engine.dispatch({ type: 'refused', generation });
  if (!mayReplay) return response;
  const next = await engine.request({ kind: 'token', minValidityMs: 0, timeoutMs: patienceMs, signal });
  const isSameToken = generation !== null && generation === engine.generationOf(next);
  if (isSameToken || engine.run() !== run) return response;
  // Its connection is free for the replay.
  response.body?.cancel().catch(() => undefined);
  const replay = await send();
  if (replay.response.status !== 401) engine.dispatch({ type: 'accepted' });
  return replay.response;
}
