// The proof of the service account: a signed JWT, new for every request (RFC 7523 section 3).
import { SignJWT } from 'jose';
import type { SigningKey } from '../keys/signing-key.js';

/** Of the vendor's samples, the shortest life that leaves room for a clock that is off. */
const lifetimeSeconds = 200;

/** What an assertion says. */
export interface AssertionSubject {
  serviceAccount: string;
  tokenUrl: string;
  signingKey: SigningKey;
}

/**
 * Signs an assertion. A `jti` is good for one request, so a retry needs a new one: the server remembers them.
 *
 * `exp` is a number of seconds (RFC 7519 section 2); a version of the vendor's documents says milliseconds. There is no
 * `iat`: it is not documented, and a strict server refuses a clock that is 2 s ahead.
 */
export async function signAssertion({
  serviceAccount,
  tokenUrl,
  signingKey,
}: AssertionSubject): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT()
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT' })
    .setIssuer(serviceAccount)
    .setSubject(serviceAccount)
    .setAudience(tokenUrl)
    .setExpirationTime(now + lifetimeSeconds)
    .setJti(crypto.randomUUID())
    .sign(await signingKey());
}
