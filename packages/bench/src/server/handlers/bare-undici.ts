// The handler to compare with: one upstream call with undici, and nothing else.
import type { RequestListener } from 'node:http';
import { Agent, request } from 'undici';
import { jsonHandler } from './json-handler.js';
import { formType, participantForm, tokenPath } from './token-forms.js';

export function createBareUndici(baseUrl: string): RequestListener {
  const dispatcher = new Agent({ connections: 64 });
  const body = participantForm('0'.repeat(32));
  return jsonHandler(async () => {
    const answer = await request(`${baseUrl}${tokenPath}`, {
      method: 'POST',
      headers: { 'content-type': formType },
      body,
      dispatcher,
    });
    return answer.body.json();
  });
}
