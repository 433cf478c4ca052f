// The control API under /__emulator__/: faults, settings, revocation and state over HTTP.
import { Hono, type Context } from 'hono';
import { z } from 'zod';
import { describeIssues } from '../describe-issues.js';
import { EmulatorError } from '../emulator-error.js';
import { readFault } from '../faults/fault.js';
import { mostOffsetSeconds } from '../faults/faults.js';
import { answerPage } from '../pages/page-files.js';
import { readControlState, type ControlStateSources } from './control-state.js';

const settingsSchema = z.strictObject({
  tokenLifetimeSeconds: z.int().min(1).optional(),
  clockOffsetSeconds: z.number().min(-mostOffsetSeconds).max(mostOffsetSeconds).optional(),
  rateLimit: z
    .strictObject({ limit: z.int().min(0), windowSeconds: z.int().min(1) })
    .nullable()
    .optional(),
});

const revocationSchema = z.strictObject({
  id: z.string().optional(),
  kind: z.enum(['service', 'participant']).optional(),
  participantIdentifier: z.string().optional(),
});

/** The control API. Whoever mounts it lets callers of this machine through, and nobody else. */
export function createControlApi(sources: ControlStateSources): Hono {
  const app = new Hono();
  app.get('/', () => answerPage('control.html'));
  app.get('/state', (c) => c.json(readControlState(sources)));

  app.post('/faults', async (c) => c.json(sources.faults.add(readFault(await readJson(c))), 201));
  app.delete('/faults', (c) => {
    sources.faults.clear();
    return c.body(null, 204);
  });
  app.delete('/faults/:id', (c) =>
    sources.faults.remove(c.req.param('id'))
      ? c.body(null, 204)
      : c.json({ message: 'There is no such fault.' }, 404),
  );

  app.post('/revoke', async (c) => {
    const { participantIdentifier, id, kind } = check(revocationSchema, await readJson(c));
    const filter = { ...(id === undefined ? {} : { id }), ...(kind === undefined ? {} : { kind }) };
    if (participantIdentifier === undefined) return c.json({ revoked: sources.issued.revoke(filter) });
    const participant = sources.participants.byIdentifier(participantIdentifier);
    if (participant === undefined) return c.json({ message: 'There is no such participant.' }, 404);
    return c.json({ revoked: sources.issued.revoke({ ...filter, participantId: participant.id }) });
  });

  app.patch('/settings', async (c) => {
    const settings = check(settingsSchema, await readJson(c));
    const { controls, faults } = sources;
    if (settings.tokenLifetimeSeconds !== undefined) {
      controls.tokenLifetimeSeconds = settings.tokenLifetimeSeconds;
    }
    if (settings.rateLimit !== undefined) controls.rateLimit = settings.rateLimit;
    if (settings.clockOffsetSeconds !== undefined) faults.clockOffsetSeconds = settings.clockOffsetSeconds;
    return c.json(readControlState(sources).settings);
  });

  app.onError((error, c) => {
    if (!(error instanceof EmulatorError)) throw error;
    return c.json({ message: error.message, hint: error.hint }, 400);
  });
  return app;
}

/** JSON only, and said so: a form of another site cannot claim this type without a preflight. */
async function readJson(c: Context): Promise<unknown> {
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  try {
    if (type === 'application/json') return await c.req.json<unknown>();
  } catch (cause) {
    throw invalid('the body is not JSON', cause);
  }
  throw invalid('the body must be application/json');
}

function check<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw invalid(describeIssues(result.error), result.error);
}

function invalid(message: string, cause?: unknown): EmulatorError {
  return new EmulatorError('invalid_option', message, 'The README lists the calls.', { cause });
}
