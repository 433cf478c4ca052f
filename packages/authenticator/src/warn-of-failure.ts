// What an app brings to save calls or to protect may fail: then it is told of, and the request goes on without it.
import { AuthenticatorError } from './authenticator-error.js';
import { toLogFields } from './log-fields.js';
import type { Logger } from './logger.js';
import type { SampledLog } from './sampled-log.js';

export function isTimeout(error: unknown): boolean {
  return error instanceof AuthenticatorError && error.code === 'timeout';
}

/** What has failed, such as `the cache`, and what comes of that. */
export interface FailedPart {
  part: string;
  consequence: string;
}

/** Warns that a part was too slow or has failed, now and then. */
export function warnOfFailure(
  error: unknown,
  { part, consequence }: FailedPart,
  { logger, sample }: { logger: Logger; sample: SampledLog },
): void {
  const isLate = isTimeout(error);
  const message = isLate ? `${part} did not answer in time` : `${part} failed`;
  const fields = sample(message, isLate ? { code: 'timeout' } : toLogFields(error));
  if (fields !== null) logger.warn(fields, `${message}: ${consequence}`);
}
