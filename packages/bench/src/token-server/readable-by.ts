// The answer of each kind of server: what one client does not expect could mislead another.
import { authenticatorUrl, goTrueUrl } from './addresses.js';
import type { GoTrueAnswer, OAuthAnswer, TokenAnswer } from './token-answer.js';

/** @param url the token endpoint that was asked */
export function readableBy(url: string, answer: GoTrueAnswer): TokenAnswer | OAuthAnswer | GoTrueAnswer {
  if (url.startsWith(goTrueUrl)) return answer;
  const { access_token, expires_in, token_type, refresh_token, id_token, scope } = answer;
  const plain = { access_token, expires_in, token_type };
  return url === authenticatorUrl ? plain : { ...plain, refresh_token, id_token, scope };
}
