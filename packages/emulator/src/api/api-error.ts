// Refusals of the API, thrown by what reads a request and answered in one place.
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { z } from 'zod';

/** A refusal with the body that MyDataHelps gives: `message`, and for a bad request the fields in `modelState`. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: ContentfulStatusCode;
  readonly modelState: Record<string, string[]> | undefined;

  constructor(status: ContentfulStatusCode, message: string, modelState?: Record<string, string[]>) {
    super(message);
    this.status = status;
    this.modelState = modelState;
  }
}

/** A 400 that names each field. */
export function invalidRequest(issues: readonly z.core.$ZodIssue[]): ApiError {
  const modelState: Record<string, string[]> = {};
  for (const { path, message } of issues) {
    const name = path.length === 0 ? 'request' : path.join('.');
    (modelState[name] ??= []).push(message);
  }
  return new ApiError(400, 'The request is invalid.', modelState);
}

/** Answers with an ApiError; everything else is a mistake of the emulator and passed on. */
export function answerApiError(error: Error, c: Context): Response {
  if (!(error instanceof ApiError)) throw error;
  const { message, modelState, status } = error;
  return c.json(modelState === undefined ? { message } : { message, modelState }, status);
}
