// The two servers of a world, both by the true time: the authenticator, which is the token endpoint of every client,
// and the API.
import { apiBaseUrl } from '../../token-server/addresses.js';
import { createIssuedTokens } from '../../token-server/issued-tokens.js';
import { readableBy } from '../../token-server/readable-by.js';
import type { GoTrueAnswer } from '../../token-server/token-answer.js';
import type { Behaviour } from './behaviour.js';
import type { Tally } from './tally.js';
import { neverArrive, travel } from './travel.js';
import type { VirtualTime } from './virtual-time.js';

const authenticatorLatencyMs = 200;
const apiLatencyMs = 60;

export interface Surroundings {
  readonly time: VirtualTime;
  readonly behaviour: Behaviour;
  readonly lifeSeconds: number;
  /** What counts now, and since when in true milliseconds. */
  readonly counting: () => { readonly tally: Tally; readonly sinceMs: number };
}

/** @returns the `fetch` that reaches both */
export function connectServers({ time, behaviour, lifeSeconds, counting }: Surroundings): typeof fetch {
  const tokens = createIssuedTokens();
  let calls = 0;
  let onTheirWay = 0;

  function answer(status: number, body: object): Response {
    const date = new Date(time.trueNow()).toUTCString();
    return Response.json(body, { status, statusText: String(status), headers: { date } });
  }

  function give(deed: 'token' | 'cached'): GoTrueAnswer {
    const now = time.trueNow();
    return deed === 'cached' ? tokens.repeat(now, lifeSeconds) : tokens.issue(now, lifeSeconds);
  }

  async function authenticate(url: string, signal: AbortSignal | null): Promise<Response> {
    const number = ++calls;
    const { tally, sinceMs } = counting();
    tally.authenticatorCallsMs.push(time.trueMs() - sinceMs);
    onTheirWay++;
    tally.overlap = Math.max(tally.overlap, onTheirWay);
    try {
      await travel(authenticatorLatencyMs / 2, signal);
      const deed = behaviour({ number, atMs: time.trueMs() });
      if (deed === 'hang') return await neverArrive(signal);
      const response =
        deed === 'token' || deed === 'cached'
          ? answer(200, readableBy(url, give(deed)))
          : answer(deed, { error: 'invalid_grant' });
      await travel(authenticatorLatencyMs / 2, signal);
      return response;
    } finally {
      onTheirWay--;
    }
  }

  async function api(headers: Headers, signal: AbortSignal | null): Promise<Response> {
    const { tally } = counting();
    const accessToken = headers.get('authorization')?.replace('Bearer ', '') ?? '';
    await travel(apiLatencyMs / 2, signal);
    const isAccepted = tokens.isAccepted(accessToken, time.trueNow());
    if (!isAccepted) tally.sentExpired++;
    const response = isAccepted
      ? answer(200, { participantID: 'p-1', demographics: { firstName: 'Ada' } })
      : answer(401, { error: 'invalid_token' });
    await travel(apiLatencyMs / 2, signal);
    return response;
  }

  return (input, init = {}) => {
    const url = input instanceof Request ? input.url : String(input);
    const signal = init.signal ?? null;
    return url.startsWith(apiBaseUrl) ? api(new Headers(init.headers), signal) : authenticate(url, signal);
  };
}
