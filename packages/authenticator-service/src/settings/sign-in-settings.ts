// The settings of sign-in by bearer JWT.
import type { BearerParticipantOptions } from '../sign-in/bearer-options.js';
import type { ServiceSettings } from './service-settings.js';

/** Whether anything about an identity provider is set. */
export function hasSignIn(service: ServiceSettings): boolean {
  return [service.JWT_JWKS_URL, service.JWT_ISSUER, service.JWT_AUDIENCE].some(
    (value) => value !== undefined,
  );
}

/** What `createBearerParticipant` is made with. What is not set is empty, for its own check to find. */
export function toBearerOptions(service: ServiceSettings): BearerParticipantOptions {
  return {
    jwksUrl: service.JWT_JWKS_URL ?? '',
    allowPrivateHttp: service.JWT_JWKS_PRIVATE_HTTP,
    issuer: service.JWT_ISSUER ?? '',
    audience: service.JWT_AUDIENCE ?? '',
    audienceClaim: service.JWT_AUDIENCE_CLAIM,
    claim: service.JWT_CLAIM,
    claimIs: service.JWT_CLAIM_IS,
    tokenUse: service.JWT_TOKEN_USE,
  };
}
