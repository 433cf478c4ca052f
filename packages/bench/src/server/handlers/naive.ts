// What the documentation's samples come to when they run for each request: a signature and two upstream calls.
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { SignJWT } from 'jose';
import { jsonHandler } from './json-handler.js';
import { postForm } from './post-form.js';
import { participantForm, serviceAccount, serviceForm, tokenPath } from './token-forms.js';

export function createNaive(baseUrl: string): RequestListener {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const signAssertion = (): Promise<string> =>
    new SignJWT()
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT' })
      .setIssuer(serviceAccount)
      .setSubject(serviceAccount)
      .setAudience(`${baseUrl}${tokenPath}`)
      .setExpirationTime('200s')
      .setJti(randomUUID())
      .sign(privateKey);
  return jsonHandler(async () => {
    const service = await postForm(baseUrl, serviceForm(await signAssertion()));
    return postForm(baseUrl, participantForm(service.access_token));
  });
}
