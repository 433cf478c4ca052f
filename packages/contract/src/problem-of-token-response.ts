// What is wrong with an answer that `parseTokenResponse` refuses.
import { describe, describeLife, describeMissing } from './near-miss.js';
import { isObject, isToken, readLife } from './token-response.js';

/**
 * Says in words what is wrong with a value that `parseTokenResponse` refuses: what came, and what was expected. What is
 * nearly right (another spelling, a wrapper, the token alone, milliseconds) is called by its name. No value is repeated.
 */
export function problemOfTokenResponse(value: unknown): string {
  if (!isObject(value)) {
    return problem('the answer', describe(value), 'a JSON object with access_token and expires_in');
  }
  const { access_token: accessToken, expires_in: expiresIn } = value;
  if (!isToken(accessToken)) {
    const came =
      accessToken === undefined
        ? describeMissing(value, 'access_token', 'accessToken')
        : describe(accessToken);
    return problem('access_token', came, 'the participant access token as text without spaces');
  }
  if (readLife(expiresIn) === null) {
    const came =
      expiresIn === undefined ? describeMissing(value, 'expires_in', 'expiresIn') : describeLife(expiresIn);
    return problem('expires_in', came, 'the seconds of life left, above 0, as a number');
  }
  return 'token_type is not "Bearer"';
}

function problem(name: string, came: string, expected: string): string {
  return `${name} is ${came}, expected ${expected}`;
}
