// Refusals of the token endpoint.

/** The `error` codes of RFC 6749 section 5.2. */
export type OAuthErrorCode =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_grant'
  | 'invalid_scope'
  | 'unauthorized_client'
  | 'unsupported_grant_type';

/** Why the token endpoint says no. The description is for the developer and never holds a token or an assertion. */
export interface OAuthRefusal {
  error: OAuthErrorCode;
  error_description: string;
}

/** Shorthand for a refusal. */
export function refuse(error: OAuthErrorCode, error_description: string): OAuthRefusal {
  return { error, error_description };
}
