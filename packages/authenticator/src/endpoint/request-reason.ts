// The body of a request: nothing, or a small JSON object with the reason.
import { parseTokenRequest, type RefreshReason } from '@mdh-tokens/contract';
import { AuthenticatorError } from '../authenticator-error.js';
import { waitFor } from '../bounded-wait.js';

/** `{"reason":"rejected"}` has 21; whoever sends more than this sends something else. */
const largestBodyBytes = 4096;

const arrivalTimeoutMs = 10_000;

/**
 * Reads why the page asks.
 *
 * @throws {AuthenticatorError} `payload_too_large`, `bad_request`
 */
export async function readReason(request: Request): Promise<RefreshReason | undefined> {
  const declared = request.headers.get('content-length');
  if (declared === '0') return undefined;
  if (declared !== null && Number(declared) > largestBodyBytes) throw tooLarge();
  const text = await arriving(declared === null ? readLimited(request) : request.text());
  const parsed = parseTokenRequest(text);
  if (parsed !== null) return parsed.reason;
  throw new AuthenticatorError('bad_request', 'the body is not a JSON object', {
    hint: 'Send nothing, or {"reason":"schedule"}.',
  });
}

/** Waits for a body, but not for one that trickles. A declared length is kept to by the runtime, so not counted again. */
async function arriving(text: Promise<string>): Promise<string> {
  try {
    return await waitFor(text, arrivalTimeoutMs, undefined);
  } catch (cause) {
    if (cause instanceof AuthenticatorError && cause.code === 'payload_too_large') throw cause;
    throw new AuthenticatorError('bad_request', 'the body could not be read to its end', {
      hint: 'The caller went away or sent nothing for 10 s. If a framework has read the body, mount the endpoint before it.',
      cause,
    });
  }
}

async function readLimited(request: Request): Promise<string> {
  if (request.body === null) return '';
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    // Leaving the loop cancels the body.
    if (size > largestBodyBytes) throw tooLarge();
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function tooLarge(): AuthenticatorError {
  return new AuthenticatorError('payload_too_large', `the body is larger than ${largestBodyBytes} bytes`, {
    hint: 'Send nothing, or {"reason":"schedule"}.',
  });
}
