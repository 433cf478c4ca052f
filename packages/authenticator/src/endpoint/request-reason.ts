// The body of a request: nothing, or a small JSON object with the reason.
import { parseTokenRequest, type RefreshReason } from '@mdh-tokens/contract';
import { AuthenticatorError } from '../authenticator-error.js';

/** `{"reason":"rejected"}` has 21; whoever sends more than this sends something else. */
const largestBodyBytes = 4096;

/**
 * Reads why the page asks.
 *
 * @throws {AuthenticatorError} `payload_too_large`, `bad_request`
 */
export async function readReason(request: Request): Promise<RefreshReason | undefined> {
  const declared = request.headers.get('content-length');
  if (declared === '0') return undefined;
  if (declared !== null && Number(declared) > largestBodyBytes) throw tooLarge();
  const text = declared === null ? await readLimited(request) : await readText(request);
  const parsed = parseTokenRequest(text);
  if (parsed !== null) return parsed.reason;
  throw new AuthenticatorError('bad_request', 'the body is not a JSON object', {
    hint: 'Send nothing, or {"reason":"schedule"}.',
  });
}

/** A declared length is kept to by the runtime, so it need not be counted again. */
async function readText(request: Request): Promise<string> {
  try {
    return await request.text();
  } catch (cause) {
    throw unreadable(cause);
  }
}

async function readLimited(request: Request): Promise<string> {
  if (request.body === null) return '';
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  try {
    for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
      size += chunk.byteLength;
      if (size > largestBodyBytes) break;
      text += decoder.decode(chunk, { stream: true });
    }
  } catch (cause) {
    throw unreadable(cause);
  }
  if (size > largestBodyBytes) throw tooLarge();
  return text + decoder.decode();
}

function tooLarge(): AuthenticatorError {
  return new AuthenticatorError('payload_too_large', `the body is larger than ${largestBodyBytes} bytes`, {
    hint: 'Send nothing, or {"reason":"schedule"}.',
  });
}

function unreadable(cause: unknown): AuthenticatorError {
  return new AuthenticatorError('bad_request', 'the body could not be read to its end', {
    hint: 'The caller may have gone away. If a framework has read the body already, mount the endpoint before it.',
    cause,
  });
}
