// Tells the calls of pages as they are answered, for a recording.
import type { Context, MiddlewareHandler } from 'hono';
import type { ParticipantDirectory } from '../api/participant-directory.js';
import type { EmulatorClock } from '../emulator-clock.js';
import type { IssuedTokens } from '../tokens/issued-tokens.js';
import { readBearer, type EmulatorEnv } from '../traffic/emulator-env.js';
import { shapeOf, type RecordedCall, type Shape } from './recorded-call.js';

/** What a recording is made from. */
export interface RecordingSources {
  clock: EmulatorClock;
  issued: IssuedTokens;
  participants: ParticipantDirectory;
}

/** Tells each call that presents a participant's token. The token itself, and the values of answers, stay here. */
export function recordPageCalls(
  sources: RecordingSources,
  tell: (call: RecordedCall) => void,
): MiddlewareHandler<EmulatorEnv> {
  return async (c, next) => {
    const at = new Date(sources.clock.serverNow()).toISOString();
    const participantIdentifier = callerOf(c, sources);
    await next();
    if (participantIdentifier === null) return;
    const { pathname, search } = new URL(c.req.url);
    const body = await c.req.text();
    const call: RecordedCall = {
      at,
      participantIdentifier,
      method: c.req.method,
      path: `${pathname.replace(/^\/{2,}/, '/')}${search}`,
      ...(body === '' ? {} : { body: parse(body) }),
      status: c.res.status,
      answer: await answerShapeOf(c.res),
    };
    tell(call);
  };
}

function callerOf(c: Context<EmulatorEnv>, { issued, participants }: RecordingSources): string | null {
  const presented = readBearer(c.req.header('authorization'));
  const token = presented === null ? null : issued.findUsable(presented);
  return participants.byId(token?.participantId ?? '')?.participantIdentifier ?? null;
}

/** The form of a JSON answer; `null` for an answer that is not JSON. */
export async function answerShapeOf(response: Response): Promise<Shape | null> {
  if (response.headers.get('content-type')?.startsWith('application/json') !== true) return null;
  return shapeOf(parse(await response.clone().text()));
}

/** A body that is not JSON is recorded as text: it is sent again as it was. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
