// The call of the app's own authenticator, as a page writes it by hand.
import { authenticatorUrl } from '../token-server/addresses.js';
import type { TokenAnswer } from '../token-server/token-answer.js';

export async function fetchToken(signal: AbortSignal | null = null): Promise<TokenAnswer> {
  const response = await fetch(authenticatorUrl, { method: 'POST', signal });
  if (!response.ok) throw new Error(`the authenticator answered ${response.status}`);
  return (await response.json()) as TokenAnswer;
}
