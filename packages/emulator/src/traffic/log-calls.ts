// Reads each call once, lets it be answered, and writes it into the log.
import type { Context, HonoRequest, MiddlewareHandler } from 'hono';
import type { EmulatorClock } from '../emulator-clock.js';
import { endpointsOf } from '../faults/endpoint.js';
import type { FaultRegistry } from '../faults/faults.js';
import type { IssuedTokens } from '../tokens/issued-tokens.js';
import { readBearer, type Call, type EmulatorEnv } from './emulator-env.js';
import { readReason } from './refusal-reason.js';
import type { RequestLog } from './request-log.js';

/** What logging works with. */
export interface LoggingContext {
  clock: EmulatorClock;
  faults: FaultRegistry;
  issued: IssuedTokens;
  log: RequestLog;
}

/** A call whose request could not be read, and a preflight: no fault meets either. */
const unhindered: Call = { endpoint: 'other', fault: { latencySeconds: 0, outcome: null } };

/** Comes before everything that a fault can meet. */
export function logCalls(context: LoggingContext): MiddlewareHandler<EmulatorEnv> {
  const { clock, faults, log } = context;
  return async (c, next) => {
    const at = clock.now();
    let call = unhindered;
    let isAnswered = false;
    try {
      call = await readCall(c.req, faults);
      c.set('call', call);
      await next();
      isAnswered = call.fault.outcome?.effect !== 'hang' && call.fault.outcome?.effect !== 'drop';
      c.header('Date', new Date(clock.callersNow()).toUTCString());
    } finally {
      if (c.req.method !== 'OPTIONS') {
        log.add({
          at,
          method: c.req.method,
          path: c.req.path,
          endpoint: call.endpoint,
          status: isAnswered ? c.res.status : 0,
          reason: isAnswered ? await readReason(c.res) : null,
          durationMs: clock.now() - at,
          tokenId: tokenIdOf(c, context.issued),
          faultId: call.fault.outcome?.id ?? null,
        });
      }
    }
  };
}

async function readCall(request: HonoRequest, faults: FaultRegistry): Promise<Call> {
  // A preflight is let through, so that a page can read what went wrong with the call itself.
  if (request.method === 'OPTIONS') return unhindered;
  const names = await endpointsOf(request);
  return { endpoint: names.at(-1) ?? 'other', fault: faults.take(names) };
}

function tokenIdOf(c: Context<EmulatorEnv>, issued: IssuedTokens): string | null {
  const presented = readBearer(c.req.header('authorization'));
  return presented === null ? null : (issued.find(presented)?.id ?? null);
}
