// The body of a request: nothing, or a small JSON object with the reason.
import { parseTokenRequest, type RefreshReason } from '@mdh-tokens/contract';
import { AuthenticatorError } from '../authenticator-error.js';
import { waitFor } from '../bounded-wait.js';
import { chain, rephrase, type MaybePromise } from '../maybe-promise.js';
import type { Deadline } from './deadline.js';
import type { EndpointRequest } from './endpoint-request.js';
import { payloadTooLarge } from './payload-too-large.js';

/** `{"reason":"rejected"}` has 21; whoever sends more than this sends something else. */
const largestBodyBytes = 4096;

/**
 * Reads why the page asks.
 *
 * @throws {AuthenticatorError} `payload_too_large`, `bad_request`, also as a rejection
 */
export function readReason(
  request: EndpointRequest,
  timeLeftMs: Deadline,
): MaybePromise<RefreshReason | undefined> {
  const declared = request.header('content-length');
  if (declared === '0') return undefined;
  if (declared !== null && Number(declared) > largestBodyBytes) throw payloadTooLarge(largestBodyBytes);
  // One that trickles is not waited for.
  const arriving = () => waitFor(request.body(largestBodyBytes), timeLeftMs);
  return chain(rephrase(arriving, unreadable), parseReason);
}

function parseReason(text: string): RefreshReason | undefined {
  const parsed = parseTokenRequest(text);
  if (parsed !== null) return parsed.reason;
  throw new AuthenticatorError('bad_request', 'the body is not a JSON object', {
    hint: 'Send nothing, or {"reason":"schedule"}.',
  });
}

function unreadable(cause: unknown): AuthenticatorError {
  if (cause instanceof AuthenticatorError && cause.code === 'payload_too_large') return cause;
  return new AuthenticatorError('bad_request', 'the body could not be read to its end', {
    hint: 'The caller went away or sent nothing for 10 s. If a framework has read the body, mount the endpoint before it.',
    cause,
  });
}
