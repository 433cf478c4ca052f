// Whether a JWT of the identity provider is of the kind that signs somebody in.
import type { JWTHeaderParameters, JWTPayload } from 'jose';

/** What the page sends: an access token for the app's own API, or an ID token where a provider gives nothing else. */
export type TokenUse = 'access' | 'id';

/** `typ` of the header (RFC 7519 section 5.1; RFC 9068 section 2.1), without `application/`. */
const types: Record<TokenUse, readonly string[]> = {
  access: ['jwt', 'at+jwt'],
  id: ['jwt', 'id_token+jwt'],
};

/** Claims by which providers tell their tokens apart: Amazon Cognito's `token_use`, Keycloak's `typ`. */
const labels: Record<TokenUse, readonly string[]> = { access: ['access', 'bearer'], id: ['id'] };

/** What Keycloak writes into `typ`; of other providers' `typ` nothing is known. */
const keycloakTypes = ['bearer', 'id', 'refresh', 'offline', 'logout'];

/**
 * Judges a verified token: a provider signs others with the same keys, and a log-out token (OpenID Connect Back-Channel
 * Logout 1.0 section 2.4) must sign nobody in.
 *
 * @returns why it is refused, `null` where it is not
 */
export function judgeTokenUse(
  header: JWTHeaderParameters,
  payload: JWTPayload,
  use: TokenUse,
): string | null {
  const { typ = 'JWT' }: { typ?: unknown } = header;
  const type = typeof typ === 'string' ? typ.toLowerCase().replace(/^application\//, '') : '';
  if (!types[use].includes(type)) return 'the typ of its header is another';
  if ('events' in payload) return 'it tells of an event, such as a log-out';
  const { token_use: cognito, typ: keycloak } = payload;
  if (typeof cognito === 'string' && !labels[use].includes(cognito.toLowerCase())) {
    return 'its claim token_use is another';
  }
  if (isKeycloakType(keycloak) && !labels[use].includes(keycloak.toLowerCase())) {
    return 'its claim typ is another';
  }
  // Binds an ID token to what came with it (OpenID Connect Core 1.0 section 3.1.3.6).
  if (use === 'access' && ('at_hash' in payload || 'c_hash' in payload)) return 'it is an ID token';
  return null;
}

function isKeycloakType(value: unknown): value is string {
  return typeof value === 'string' && keycloakTypes.includes(value.toLowerCase());
}
