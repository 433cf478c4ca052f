// One participant token from MyDataHelps, with the one renewal that a refused service token is worth.
import { AuthenticatorError } from '../authenticator-error.js';
import type { Cooldown } from './cooldown.js';
import type { TokenTarget } from './participant-tokens.js';
import type { ServiceTokens } from './service-token.js';
import type { IssuedToken, TokenEndpoint } from './token-endpoint.js';

/** Asks MyDataHelps for a token of one participant. */
export type ParticipantGrant = (target: TokenTarget) => Promise<IssuedToken>;

/**
 * `invalid_grant` means the service token or the participant. A service token that is not new is replaced once; after
 * that it means the participant.
 */
export function createParticipantGrant(
  endpoint: TokenEndpoint,
  serviceTokens: ServiceTokens,
  cooldown: Cooldown,
): ParticipantGrant {
  async function grant({ participantId, scope }: TokenTarget): Promise<IssuedToken> {
    const serviceToken = await serviceTokens.get();
    try {
      return await endpoint.grantParticipantToken(participantId, scope, serviceToken);
    } catch (error) {
      if (!(error instanceof AuthenticatorError) || error.upstream?.error !== 'invalid_grant') throw error;
      const other = await serviceTokens.replace(serviceToken);
      if (other === null) throw error;
      return endpoint.grantParticipantToken(participantId, scope, other);
    }
  }
  return (target) => cooldown.guard(`participant ${target.participantId}`, () => grant(target));
}
