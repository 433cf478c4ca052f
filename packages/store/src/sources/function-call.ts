// One call to the app's own function.
import type { Platform } from '../platform/platform.js';
import { readResponse, readTokenResponse } from './read-answer.js';
import type { AuthenticatorCall, TokenAnswer, TokenSource } from './token-source.js';

/** Takes a `Response` as the URL form does, and anything else as the token endpoint's answer. */
export function functionCall(source: TokenSource, platform: Platform): AuthenticatorCall {
  return async (request) => {
    const sentAt = platform.wallClockAt();
    return readAnswer(await source(request), sentAt, platform);
  };
}

/** @throws TokenError */
export async function readAnswer(answer: unknown, sentAt: number, platform: Platform): Promise<TokenAnswer> {
  return isResponse(answer) ? readResponse(answer, sentAt, platform) : readTokenResponse(answer);
}

/** Also one of another realm, or of a library that brings its own. */
function isResponse(answer: unknown): answer is Response {
  return typeof (answer as Partial<Response> | null)?.text === 'function' && 'headers' in Object(answer);
}
