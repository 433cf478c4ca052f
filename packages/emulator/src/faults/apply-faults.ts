// Does to a call what the faults in force say.
import type { Context, MiddlewareHandler } from 'hono';
import type { EmulatorEnv } from '../emulator-env.js';
import { endpointsOf } from './endpoint.js';
import type { ActiveFault } from './fault.js';
import type { FaultRegistry } from './faults.js';
import type { Waits } from './waits.js';

/** What `fetch` of an emulator rejects with when a fault drops the call, the error that fetch itself would throw. */
export class ConnectionCut extends TypeError {
  constructor() {
    super('fetch failed', { cause: new Error('other side closed') });
  }
}

/** Puts faults before everything that answers. Preflights are let through: they are answered before. */
export function applyFaults(faults: FaultRegistry, waits: Waits): MiddlewareHandler<EmulatorEnv> {
  return async (c, next) => {
    const names = await endpointsOf(c.req);
    c.set('endpoint', names.at(-1) ?? 'other');
    const { latencySeconds, outcome } = faults.take(names);
    c.set('faultId', outcome?.id ?? null);
    c.set('tokenLifetimeSeconds', outcome?.tokenLifetimeSeconds ?? null);
    const { signal } = c.req.raw;
    if (latencySeconds > 0) await waits.pause(latencySeconds * 1000, signal);
    if (outcome?.hang === true) await waits.pause(null, signal);
    const answer = outcome === null ? null : answerOf(c, outcome);
    if (answer !== null) return answer;
    await next();
    if (outcome?.body === 'truncated') c.res = await truncate(c.res);
    return undefined;
  };
}

function answerOf(c: Context<EmulatorEnv>, fault: ActiveFault): Response | null {
  c.set('isUnanswered', fault.hang === true || fault.drop === true);
  if (fault.hang === true) return c.body(null, 503);
  if (fault.drop === true) return cutConnection(c);
  if (fault.retryAfter !== undefined) c.header('Retry-After', String(fault.retryAfter));
  const status = fault.status ?? (fault.error === undefined ? 200 : 400);
  if (fault.body === 'empty') return new Response(null, { status, headers: c.res.headers });
  if (fault.body === 'html') return page(c, status);
  if (fault.body === 'truncated' || (fault.status === undefined && fault.error === undefined)) return null;
  return message(c, status, fault.error);
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

function message(c: Context<EmulatorEnv>, status: number, error: string | undefined): Response {
  // 204, 205 and 304 must not have a body (Fetch standard, null body status).
  if ([204, 205, 304].includes(status)) return new Response(null, { status, headers: c.res.headers });
  const headers = new Headers(c.res.headers);
  headers.set('Content-Type', 'application/json');
  const isToken = c.get('endpoint').endsWith('-token');
  const body = isToken
    ? { error: error ?? (status < 500 ? 'invalid_request' : 'server_error') }
    : { message: 'A fault of the emulator.', ...(error === undefined ? {} : { error }) };
  return new Response(JSON.stringify(body), { status, headers });
}

/** The connection ends without an answer; without a server, fetch fails as it does for a browser. */
function cutConnection(c: Context<EmulatorEnv>): Response {
  const connection = c.env.incoming?.socket;
  if (connection === undefined) throw new ConnectionCut();
  connection.destroy();
  return c.body(null, 503);
}

async function truncate(response: Response): Promise<Response> {
  const text = await response.text();
  const { status, headers } = response;
  return new Response(text === '' ? null : text.slice(0, Math.floor(text.length / 2)), { status, headers });
}
