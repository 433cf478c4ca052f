// The errors an authenticator answers with, and the status that belongs to each.

/** The `error` codes of the contract. */
export type AuthenticatorErrorCode =
  | 'bad_request'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'method_not_allowed'
  | 'payload_too_large'
  | 'rate_limited'
  | 'misconfigured'
  | 'bad_gateway'
  | 'unavailable'
  | 'timeout';

/** The HTTP status of each code. `rate_limited` and `unavailable` carry `Retry-After`. */
export const authenticatorErrorStatus: Readonly<Record<AuthenticatorErrorCode, number>> = {
  bad_request: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  payload_too_large: 413,
  rate_limited: 429,
  misconfigured: 500,
  bad_gateway: 502,
  unavailable: 503,
  timeout: 504,
};

/** The JSON body of an error answer. */
export interface AuthenticatorErrorBody {
  error: AuthenticatorErrorCode;
  /** A sentence for the developer: no participant, no token, no text of the identity server. */
  error_description: string;
}
