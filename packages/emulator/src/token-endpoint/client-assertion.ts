// The proof of the service account: a signed JWT that is good for one call (RFC 7523 section 3).
import type { KeyObject } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, errors, jwtVerify, type JWTPayload } from 'jose';
import { refuse, type OAuthRefusal } from './oauth-error.js';

/** What an assertion is checked against. */
export interface AssertionExpectations {
  serviceAccount: string;
  publicKey: KeyObject;
  /** The token URLs that `aud` may name: all of them this very emulator. */
  tokenUrls: () => readonly string[];
  /** Epoch milliseconds. */
  now: () => number;
  clockToleranceSeconds: number;
}

/** Checks assertions, and remembers each `jti` for as long as its assertion could be replayed. */
export interface AssertionVerifier {
  /** Resolves to `null` if the assertion is good, otherwise to the refusal. */
  verify(assertion: string): Promise<OAuthRefusal | null>;
}

/** Real assertions live for an hour at most. One that lives for more than a day was written in milliseconds. */
const longestSeconds = 86_400;

/**
 * A verifier with the rules of IdentityServer, on which MyDataHelps is built: RS256 signature, `iss` and `sub` the
 * service account, `aud` the token URL, `exp` ahead, `jti` never seen before.
 */
export function createAssertionVerifier(expected: AssertionExpectations): AssertionVerifier {
  const seen = new Map<string, number>();

  function isReplay(jti: string, exp: number): boolean {
    const nowSeconds = expected.now() / 1000;
    for (const [known, until] of seen) if (until < nowSeconds) seen.delete(known);
    if (seen.has(jti)) return true;
    seen.set(jti, exp + expected.clockToleranceSeconds);
    return false;
  }

  return {
    async verify(assertion) {
      let payload: JWTPayload;
      try {
        ({ payload } = await jwtVerify(assertion, expected.publicKey, {
          algorithms: ['RS256'],
          issuer: expected.serviceAccount,
          subject: expected.serviceAccount,
          audience: [...expected.tokenUrls()],
          requiredClaims: ['exp', 'jti'],
          currentDate: new Date(expected.now()),
          clockTolerance: expected.clockToleranceSeconds,
        }));
      } catch (error) {
        if (!(error instanceof errors.JOSEError)) throw error;
        return refuse('invalid_client', describeFailure(error, assertion, expected));
      }
      return checkOnceOnly(payload);
    },
  };

  function checkOnceOnly({ exp, jti }: JWTPayload): OAuthRefusal | null {
    const ahead = (exp ?? 0) - expected.now() / 1000;
    if (ahead > longestSeconds) {
      return refuse(
        'invalid_client',
        `client_assertion: exp is ${Math.round(ahead)} s ahead; it is a number of seconds, not milliseconds (RFC 7519 section 2)`,
      );
    }
    if (typeof jti !== 'string' || jti === '') {
      return refuse('invalid_client', 'client_assertion: jti must be text that is new for every request');
    }
    if (isReplay(jti, exp ?? 0)) {
      return refuse(
        'invalid_client',
        'client_assertion: this jti was used before; sign a new assertion for every request, retries included',
      );
    }
    return null;
  }
}

function describeFailure(
  error: errors.JOSEError,
  assertion: string,
  expected: AssertionExpectations,
): string {
  if (error instanceof errors.JWTExpired) {
    return `client_assertion: exp is ${lateBy(assertion, expected.now())} s in the past on the server's clock`;
  }
  if (error instanceof errors.JWTClaimValidationFailed) return describeClaim(error, assertion, expected);
  if (error instanceof errors.JWSSignatureVerificationFailed) {
    return 'client_assertion: the signature does not belong to the key of this service account';
  }
  if (error instanceof errors.JOSEAlgNotAllowed) {
    return `client_assertion: alg is ${algorithmOf(assertion)}, expected RS256`;
  }
  return 'client_assertion: not a signed JWT';
}

function describeClaim(
  { claim, reason }: errors.JWTClaimValidationFailed,
  assertion: string,
  expected: AssertionExpectations,
): string {
  const account = 'expected the name of the service account';
  if (reason === 'missing') return `client_assertion: ${claim} is missing`;
  if (claim === 'aud') {
    const aud = (JSON.stringify(decodeJwt(assertion).aud) ?? 'missing').slice(0, 200);
    return `client_assertion: aud is ${aud}, expected ${expected.tokenUrls().join(' or ')}`;
  }
  if (claim === 'iss' || claim === 'sub') return `client_assertion: ${claim} is not right, ${account}`;
  return `client_assertion: ${claim} is not right (${reason})`;
}

function lateBy(assertion: string, now: number): number {
  return Math.round(now / 1000 - (decodeJwt(assertion).exp ?? 0));
}

function algorithmOf(assertion: string): string {
  const { alg } = decodeProtectedHeader(assertion);
  return typeof alg === 'string' ? JSON.stringify(alg.slice(0, 20)) : 'missing';
}
