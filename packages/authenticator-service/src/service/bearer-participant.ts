// Who is signed in, by a JWT of the app's own identity provider.
import {
  AuthenticatorError,
  createDefaultFetch,
  invalidOption,
  isLoopback,
  type Logger,
  type ParticipantReference,
} from '@mdh-tokens/authenticator';
import { createRemoteJWKSet, customFetch, errors, jwtVerify, type JWTPayload } from 'jose';

/** Options of `createBearerParticipant`. */
export interface BearerParticipantOptions {
  /** The identity provider's key set (RFC 7517 section 5). https, or http on this machine. */
  jwksUrl: string;
  /** `iss` must be this. */
  issuer: string;
  /** `aud` must name this. */
  audience: string;
  /** The claim that names the participant. Default `sub`. */
  claim?: string | undefined;
  /** What the claim holds: the project's `identifier` of the participant (default), or the internal `id`. */
  claimIs?: 'id' | 'identifier' | undefined;
  /** Told at level `info` why a token is refused: jose's code, the claim and the setting, nothing of the token. Default: nobody. */
  logger?: Pick<Logger, 'info'> | undefined;
}

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

/** The errors of jose that mean: this token is not good. Others mean that the key set could not be had. */
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
  errors.JWKSMultipleMatchingKeys,
];

/**
 * Makes a `participant` callback for `createAuthenticator` that verifies the `Authorization: Bearer` JWT of a request:
 * signature by a key of the set, issuer, audience, and an `exp` that must be there. Gives `null` for a missing or
 * refused token, and rejects with `unavailable` when the key set cannot be had. Keys are fetched again for an unknown
 * `kid`, at most every 30 s.
 *
 * @throws {AuthenticatorError} `invalid_option`
 */
export function createBearerParticipant(options: BearerParticipantOptions): BearerParticipant {
  const keySet = createRemoteJWKSet(readJwksUrl(options.jwksUrl), {
    cooldownDuration: 30_000,
    timeoutDuration: 5_000,
    [customFetch]: createDefaultFetch(),
  });
  const claim = options.claim ?? 'sub';
  const kind = options.claimIs ?? 'identifier';
  const rules = {
    algorithms,
    issuer: readExpected('issuer', options),
    audience: readExpected('audience', options),
    requiredClaims: ['exp', claim],
    clockTolerance: 5,
  };

  function refuse(why: { reason: string; claim?: unknown }): null {
    const hint = hintFor(why.claim, claim);
    options.logger?.info?.(hint === undefined ? why : { ...why, hint }, 'a bearer token was refused');
    return null;
  }

  async function participantOf(request: Request): Promise<ParticipantReference | null> {
    const token = /^Bearer +([\w.-]{1,8192})$/i.exec(request.headers.get('authorization') ?? '')?.[1];
    if (token === undefined) return refuse({ reason: 'there is no JWT in the Authorization header' });
    let payload: JWTPayload;
    try {
      ({ payload } = await jwtVerify(token, keySet, rules));
    } catch (error) {
      if (isRefusal(error))
        return refuse({ reason: error.code, claim: 'claim' in error ? error.claim : undefined });
      throw noKeySet(error);
    }
    const value = payload[claim];
    if (typeof value !== 'string' || value === '') return refuse({ reason: 'the claim is not text', claim });
    return kind === 'id' ? { id: value } : { identifier: value };
  }

  return Object.assign(participantOf, {
    async checkKeySet() {
      if (keySet.jwks() !== undefined) return;
      await keySet.reload().catch((error: unknown) => {
        throw noKeySet(error);
      });
    },
  });
}

function isRefusal(error: unknown): error is errors.JOSEError {
  return refusals.some((kind) => error instanceof kind);
}

/** Which setting to compare with the token. */
function hintFor(refused: unknown, participantClaim: string): string | undefined {
  switch (refused) {
    case 'aud':
      return 'Compare audience (JWT_AUDIENCE) with the aud of your tokens.';
    case 'iss':
      return 'Compare issuer (JWT_ISSUER) with the iss of your tokens, to the last slash.';
    case participantClaim:
      return 'Set claim (JWT_CLAIM) to the claim of your tokens that names the participant: it must be text.';
    default:
      return undefined;
  }
}

function noKeySet(cause: unknown): AuthenticatorError {
  return new AuthenticatorError('unavailable', 'the key set of the identity provider could not be had', {
    hint: 'Look at jwksUrl (JWT_JWKS_URL): it must be reachable from here and answer a JWK set (RFC 7517).',
    retryAfterSeconds: 5,
    cause,
  });
}

/** jose does not compare what is `undefined`, and an unset variable is. */
function readExpected(name: 'issuer' | 'audience', options: BearerParticipantOptions): string {
  const value: unknown = options[name];
  if (typeof value === 'string' && value !== '') return value;
  throw invalidOption(name, 'is missing or empty', 'Without it, any token of the provider would do.');
}

function readJwksUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  // No fetch takes one like this.
  if (url !== null && url.username + url.password !== '') {
    throw invalidOption(
      'jwksUrl',
      'holds a user name or a password',
      'A key set is public: give its URL only.',
    );
  }
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname))) return url;
  throw invalidOption(
    'jwksUrl',
    'is not an https URL',
    'The provider’s discovery document names it as jwks_uri. http is for localhost only.',
  );
}
