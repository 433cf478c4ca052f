// Does to a call what the faults in force say.
import type { Context, MiddlewareHandler } from 'hono';
import type { OutcomeFault } from '../faults/decide-faults.js';
import { bodilessStatuses, type AnswerEffect } from '../faults/fault.js';
import type { Waits } from '../faults/waits.js';
import type { EmulatorEnv } from './emulator-env.js';

/** Comes before everything that answers, and after what lets pages of other origins read the answer. */
export function applyFaults(waits: Waits): MiddlewareHandler<EmulatorEnv> {
  return async (c, next) => {
    const { latencySeconds, outcome } = c.get('call').fault;
    const { signal } = c.req.raw;
    if (latencySeconds > 0) await waits.pause(latencySeconds * 1000, signal);
    if (outcome?.effect === 'hang') await waits.pause(null, signal);
    const answer = outcome === null ? null : answerOf(c, outcome);
    if (answer !== null) return answer;
    await next();
    if (outcome?.effect === 'truncate') c.res = await truncate(c.res);
    return undefined;
  };
}

/** The answer that takes the place of the real one; `null` where the call goes on to it. */
function answerOf(c: Context<EmulatorEnv>, fault: OutcomeFault): Response | null {
  if ('retryAfter' in fault && fault.retryAfter !== undefined) {
    c.header('Retry-After', String(fault.retryAfter));
  }
  switch (fault.effect) {
    case 'hang':
      return c.body(null, 503);
    case 'drop':
      return cutConnection(c);
    case 'empty':
      return new Response(null, { status: fault.status ?? 200, headers: c.res.headers });
    case 'html':
      return page(c, fault.status ?? 200);
    case 'answer':
      return refusal(c, fault);
    case 'truncate':
    case 'lifetime':
      return null;
  }
}

function page(c: Context<EmulatorEnv>, status: number): Response {
  const headers = new Headers(c.res.headers);
  headers.set('Content-Type', 'text/html; charset=utf-8');
  const title = status < 400 ? 'Sign in to the network' : `${status} from a proxy`;
  return new Response(
    `<!doctype html><html lang="en"><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`,
    { status, headers },
  );
}

function refusal(c: Context<EmulatorEnv>, { status = 400, error }: AnswerEffect): Response {
  if (bodilessStatuses.includes(status)) return new Response(null, { status, headers: c.res.headers });
  const headers = new Headers(c.res.headers);
  headers.set('Content-Type', 'application/json');
  const body = c.get('call').endpoint.endsWith('-token')
    ? { error: error ?? (status < 500 ? 'invalid_request' : 'server_error') }
    : { message: 'A fault of the emulator.', ...(error === undefined ? {} : { error }) };
  return new Response(JSON.stringify(body), { status, headers });
}

/** Ends the connection without an answer. A call without a server fails as `fetch` does when the other side closes. */
function cutConnection(c: Context<EmulatorEnv>): Response {
  const connection = c.env.incoming?.socket;
  if (connection === undefined) {
    throw new TypeError('fetch failed', { cause: new Error('other side closed') });
  }
  connection.destroy();
  return c.body(null, 503);
}

async function truncate(response: Response): Promise<Response> {
  const text = await response.text();
  const { status, headers } = response;
  return new Response(text === '' ? null : text.slice(0, Math.floor(text.length / 2)), { status, headers });
}
