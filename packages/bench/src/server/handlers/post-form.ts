// A form sent to the token endpoint with Node's own fetch.
import { formType, tokenPath } from './token-forms.js';

/** What the handlers read of a token endpoint's answer. */
export interface IssuedToken {
  readonly access_token: string;
}

export async function postForm(baseUrl: string, form: string): Promise<IssuedToken> {
  const answer = await fetch(`${baseUrl}${tokenPath}`, {
    method: 'POST',
    headers: { 'content-type': formType },
    body: form,
  });
  if (!answer.ok) throw new Error(`the token endpoint answered with HTTP ${answer.status}`);
  return (await answer.json()) as IssuedToken;
}
