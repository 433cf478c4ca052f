// Reads the bodies of the control API.
import type { Context } from 'hono';
import type { z } from 'zod';
import { describeIssues } from '../describe-issues.js';
import { EmulatorError } from '../emulator-error.js';

/** The JSON body of a request, said to be JSON: a form of another site cannot claim this type without a preflight. */
export async function readJson(c: Context): Promise<unknown> {
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  try {
    if (type === 'application/json') return await c.req.json<unknown>();
  } catch (cause) {
    throw invalid('the body is not JSON', cause);
  }
  throw invalid('the body must be application/json');
}

/** A body against its schema. @throws {EmulatorError} `invalid_option` */
export async function readBody<T>(c: Context, schema: z.ZodType<T>): Promise<T> {
  const result = schema.safeParse(await readJson(c));
  if (result.success) return result.data;
  throw invalid(describeIssues(result.error), result.error);
}

function invalid(message: string, cause?: unknown): EmulatorError {
  return new EmulatorError('invalid_option', message, 'The README lists the calls.', { cause });
}
