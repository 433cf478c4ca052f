// Refusals of the API in the form of MyDataHelps: `message`, and for a bad request the fields in `modelState`.
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { z } from 'zod';

/** A refusal to throw. The app answers with it. */
export function refusal(
  status: ContentfulStatusCode,
  message: string,
  modelState?: Record<string, string[]>,
): HTTPException {
  const res = Response.json(modelState === undefined ? { message } : { message, modelState }, { status });
  return new HTTPException(status, { message, res });
}

/** A 400 that names each field. */
export function invalidRequest(issues: readonly z.core.$ZodIssue[]): HTTPException {
  const modelState: Record<string, string[]> = {};
  for (const { path, message } of issues) {
    const name = path.length === 0 ? 'request' : path.join('.');
    (modelState[name] ??= []).push(message);
  }
  return refusal(400, 'The request is invalid.', modelState);
}
