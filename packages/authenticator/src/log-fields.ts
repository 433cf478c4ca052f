// What a log line says about an error: its codes and sentences, and never what the error merely drags along.
import { AuthenticatorError } from './authenticator-error.js';
import type { LogFields } from './logger.js';
import { thrownAt } from './thrown-at.js';

/** Causes of causes; an error may be its own cause. */
const mostCauses = 4;

/**
 * The loggable part of an error. Of a foreign error only the class, the system code and the place where it was thrown
 * are kept: its message may hold anything.
 */
export function toLogFields(error: unknown): LogFields {
  if (!(error instanceof AuthenticatorError)) return { error: nameOf(error) };
  const fields: LogFields = { code: error.code, reason: error.message, hint: error.hint };
  if (error.retryAfterSeconds !== undefined) fields['retryAfterSeconds'] = error.retryAfterSeconds;
  if (error.upstream !== undefined) fields['upstream'] = error.upstream;
  if (error.problems.length > 0) fields['problems'] = error.problems;
  if (error.cause !== undefined) fields['cause'] = nameOf(error.cause);
  return fields;
}

function nameOf(error: unknown, depth = 0): string {
  if (!(error instanceof Error)) return typeof error;
  const code: unknown = 'code' in error ? error.code : undefined;
  const known = typeof code === 'string' && /^\w{1,60}$/.test(code) ? ` ${code}` : '';
  const place = thrownAt(error);
  const inner =
    error.cause instanceof Error && depth < mostCauses ? ` < ${nameOf(error.cause, depth + 1)}` : '';
  return `${error.name}${known}${place === null ? '' : ` at ${place}`}${inner}`;
}
