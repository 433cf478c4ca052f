// Who is signed in, by a JWT of the app's own identity provider.
import {
  AuthenticatorError,
  createDefaultFetch,
  invalidOption,
  type ParticipantReference,
} from '@mdh-tokens/authenticator';
import { errors, jwtVerify, type JWTVerifyOptions, type JWTVerifyResult } from 'jose';
import { checkBearerOptions, type BearerParticipantOptions } from './bearer-options.js';
import { fetchKeySet } from './key-set-document.js';
import { createKeySet, type KeySet } from './key-set.js';
import { judgeTokenUse } from './token-use.js';

/** A `participant` callback, and a look at what it depends on. */
export interface BearerParticipant {
  (request: Request): Promise<ParticipantReference | null>;
  /** Fetches the key set where it is not here yet. @throws {AuthenticatorError} `unavailable` */
  checkKeySet(): Promise<void>;
}

/** Whoever knows a public key could sign with a symmetric algorithm, so none is accepted (RFC 8725 section 3.1). */
const algorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];

/** The errors of jose that mean: this token is not good. Others mean that the key cannot be used. */
const refusals = [
  errors.JWTExpired,
  errors.JWTClaimValidationFailed,
  errors.JWTInvalid,
  errors.JWSInvalid,
  errors.JWSSignatureVerificationFailed,
  errors.JOSEAlgNotAllowed,
  // An extension in its header that nobody here knows (RFC 7515 section 4.1.11).
  errors.JOSENotSupported,
  errors.JWKSNoMatchingKey,
];

/** Why a token is refused: jose's code or a sentence, the claim where it is about one, and what to compare. */
interface Refusal {
  reason: string;
  claim?: unknown;
  hint?: string;
}

/**
 * Makes a `participant` callback for `createAuthenticator` that verifies the `Authorization: Bearer` JWT of a request:
 * signature by a key of the set, issuer, audience, an `exp` that must be there, and the kind of the token. Gives `null`
 * for a missing or refused token, and rejects with `unavailable` when it cannot be known whether the token is good: the
 * key set cannot be had, or a key is newer than the last fetch. The set is fetched again every ten minutes and for an
 * unknown `kid`, at most every 30 s; while the provider is away, its keys are good for 24 hours.
 *
 * @throws {AuthenticatorError} `invalid_option`
 */
export function createBearerParticipant(options: BearerParticipantOptions): BearerParticipant {
  for (const { option, problem, hint } of checkBearerOptions(options))
    throw invalidOption(option, problem, hint);
  const context = readContext(options);
  const { claim, claimIs, keySet } = context;

  async function participantOf(request: Request): Promise<ParticipantReference | null> {
    const token = /^Bearer +([\w.-]{1,8192})$/i.exec(request.headers.get('authorization') ?? '')?.[1];
    const judged =
      token === undefined
        ? { reason: 'there is no JWT in the Authorization header' }
        : await judge(token, context);
    if ('reason' in judged) {
      const hint = hintFor(judged.claim, context);
      options.logger?.info?.({ ...(hint === null ? {} : { hint }), ...judged }, 'a bearer token was refused');
      return null;
    }
    const value = String(judged.payload[claim]);
    return claimIs === 'id' ? { id: value } : { identifier: value };
  }

  return Object.assign(participantOf, { checkKeySet: () => keySet.check() });
}

/** What tokens are judged by. */
interface Context {
  keySet: KeySet;
  rules: JWTVerifyOptions;
  audience: string;
  audienceClaim: string;
  claim: string;
  claimIs: NonNullable<BearerParticipantOptions['claimIs']>;
  tokenUse: NonNullable<BearerParticipantOptions['tokenUse']>;
}

function readContext(options: BearerParticipantOptions): Context {
  const { jwksUrl, issuer, audience, audienceClaim = 'aud' } = options;
  const { claim = 'sub', claimIs = 'identifier', tokenUse = 'access' } = options;
  const fetcher = createDefaultFetch();
  const keySet = createKeySet(
    () => fetchKeySet(new URL(jwksUrl), fetcher),
    () => options.logger?.warn({}, 'the key set could not be fetched again: the keys at hand are used'),
  );
  const rules: JWTVerifyOptions = {
    algorithms,
    issuer,
    requiredClaims: ['exp', audienceClaim, claim],
    clockTolerance: 5,
    ...(audienceClaim === 'aud' ? { audience } : {}),
  };
  return { keySet, rules, audience, audienceClaim, claim, claimIs, tokenUse };
}

/** @throws {AuthenticatorError} `unavailable`, where it cannot be known whether the token is good */
async function judge(token: string, context: Context): Promise<JWTVerifyResult | Refusal> {
  try {
    const verified = await verify(token, context.keySet, context.rules);
    return judgeClaims(verified, context) ?? verified;
  } catch (error) {
    if (!isRefusal(error)) throw error instanceof AuthenticatorError ? error : unusableKey(error);
    return { reason: error.code, ...('claim' in error ? { claim: error.claim } : {}) };
  }
}

/** What is wrong with a token whose signature, issuer and times are good. */
function judgeClaims(
  { protectedHeader, payload }: JWTVerifyResult,
  { audience, audienceClaim, claim, tokenUse }: Context,
): Refusal | null {
  if (audienceClaim !== 'aud' && payload[audienceClaim] !== audience) {
    return { reason: 'the audience is another', claim: audienceClaim };
  }
  const use = judgeTokenUse(protectedHeader, payload, tokenUse);
  if (use !== null) return { reason: use, hint: otherKind };
  const value = payload[claim];
  return typeof value === 'string' && value !== '' ? null : { reason: 'the claim is not text', claim };
}

/** Without a `kid`, or where two keys have the same, one after the other is tried. */
async function verify(token: string, keySet: KeySet, rules: JWTVerifyOptions): Promise<JWTVerifyResult> {
  try {
    return await jwtVerify(token, keySet.find, rules);
  } catch (error) {
    if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error;
    for await (const key of error) {
      const attempt = jwtVerify(token, key, rules);
      const result = await attempt.catch((inner: unknown) => {
        if (inner instanceof errors.JWSSignatureVerificationFailed) return null;
        throw inner;
      });
      if (result !== null) return result;
    }
    throw new errors.JWSSignatureVerificationFailed();
  }
}

function isRefusal(error: unknown): error is errors.JOSEError {
  return refusals.some((kind) => error instanceof kind);
}

function hintFor(refused: unknown, claims: { audienceClaim: string; claim: string }): string | null {
  switch (refused) {
    case claims.audienceClaim:
      return `Compare audience (JWT_AUDIENCE) with the ${claims.audienceClaim} of your tokens; where the audience is in another claim, set audienceClaim (JWT_AUDIENCE_CLAIM).`;
    case 'iss':
      return 'Compare issuer (JWT_ISSUER) with the iss of your tokens, to the last slash.';
    case claims.claim:
      return 'Set claim (JWT_CLAIM) to the claim of your tokens that names the participant: it must be text.';
    default:
      return null;
  }
}

const otherKind =
  'The page sends access tokens, or ID tokens where tokenUse (JWT_TOKEN_USE) is id; no others sign anybody in.';

function unusableKey(cause: unknown): AuthenticatorError {
  return new AuthenticatorError('unavailable', 'the session could not be checked', {
    hint: 'The identity provider publishes a key that cannot be used; its tokens cannot be checked. Look at the key set of JWT_JWKS_URL.',
    retryAfterSeconds: 5,
    cause,
  });
}
