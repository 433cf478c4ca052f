// What is wrong with an answer that `readAuthenticatorAnswer` did not take.
import { problemOfTokenResponse } from './problem-of-token-response.js';
import { isSuccess, readContent, type AuthenticatorHttpAnswer } from './read-authenticator-answer.js';

/** One sentence for an answer without a usable token: what came and what was expected. Never a text of the answer. */
export function problemOfAnswer(answer: AuthenticatorHttpAnswer): string {
  const { status } = answer;
  const content = readContent(answer);
  const succeeded = isSuccess(status);
  if (succeeded && content.value !== undefined) {
    return `the authenticator's answer cannot be used: ${problemOfTokenResponse(content.value)}`;
  }
  const came = status === 0 ? 'a redirect' : `${status} with ${contentOf(answer)}`;
  const cutOff = succeeded && content.isCutOff ? ' that ends too early' : '';
  return `the authenticator answered ${came}${cutOff}, expected 200 with JSON { access_token, expires_in, token_type }`;
}

function contentOf({ body, contentType }: AuthenticatorHttpAnswer): string {
  return body.trim() === '' ? 'an empty body' : nameOfContentType(contentType);
}

/** A content type in words that may be repeated: of another one there could be anything in the name. */
export function nameOfContentType(contentType: string | null): string {
  const [, known] =
    /^\s*((?:text|application)\/(?:html|plain|xml|(?:problem\+)?json))\s*(;|$)/i.exec(contentType ?? '') ??
    [];
  return known ?? (contentType === null ? 'no content type' : 'another content type');
}
