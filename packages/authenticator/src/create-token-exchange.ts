// Puts an exchange together.
import { createDefaultTransport } from '#platform';
import { AuthenticatorError } from './authenticator-error.js';
import { waitFor } from './bounded-wait.js';
import { readExchangeOptions, readScope, type TokenExchangeOptions } from './exchange-options.js';
import { lookUpParticipant, lookupUnauthorised } from './exchange/participant-lookup.js';
import { checkReference } from './exchange/participant-reference.js';
import { createParticipantTokens, toExpiresIn, type TokenTarget } from './exchange/participant-tokens.js';
import { createServiceTokens } from './exchange/service-token.js';
import { createSubjects } from './exchange/subject.js';
import { createTokenEndpoint, type IssuedToken } from './exchange/token-endpoint.js';
import { createSigningKey } from './keys/signing-key.js';
import { toLogFields } from './log-fields.js';
import { createConsoleLogger } from './logger.js';
import { createMemoryTokenCache } from './memory-token-cache.js';
import { createFetchTransport } from './platform/fetch-transport.js';
import { createSingleFlight } from './single-flight.js';
import type { TokenExchange } from './token-exchange.js';

/** A participant keeps its ID; an hour bounds what a mistake in the project can cost. */
const lookupLifeMs = 3_600_000;

/**
 * Exchanges the service account for participant access tokens: RS256 client assertion, service token, participant
 * token (MyDataHelps documentation, "Participant Tokens"). Make one and keep it: it holds the caches.
 *
 * Everything that can be wrong with the options is reported at once; nothing is sent before the first token is
 * asked for.
 *
 * @throws {AuthenticatorError} `invalid_option`, `invalid_key`
 */
export function createTokenExchange(options: TokenExchangeOptions): TokenExchange {
  const settings = readExchangeOptions(options);
  const signingKey = createSigningKey(options.privateKey);
  const send = options.fetch === undefined ? createDefaultTransport() : createFetchTransport(options.fetch);
  const logger = options.logger ?? createConsoleLogger();
  const endpoint = createTokenEndpoint(settings, signingKey, send);
  const subjectOf = createSubjects(signingKey, settings.subjectKey);
  const serviceTokens = createServiceTokens(
    () => endpoint.grantServiceToken(),
    settings.timeoutMs,
    (error) => logger.warn(toLogFields(error), 'the service token could not be renewed ahead of its end'),
  );
  // The longest way: service token, refused, another service token, participant token.
  const longestCallMs = settings.timeoutMs * 4;
  const participantTokens = createParticipantTokens(
    options.cache === false ? null : (options.cache ?? createMemoryTokenCache()),
    issue,
    longestCallMs,
  );
  const lookups = createMemoryTokenCache();
  const flyLookup = createSingleFlight<string | null>(longestCallMs);

  async function issue({ participantId, scope }: TokenTarget): Promise<IssuedToken> {
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

  async function lookUp(identifier: string): Promise<string | null> {
    const serviceToken = await serviceTokens.get();
    let result = await lookUpParticipant(settings, send, identifier, serviceToken);
    if ('refusedServiceToken' in result) {
      const other = await serviceTokens.replace(serviceToken);
      if (other !== null) result = await lookUpParticipant(settings, send, identifier, other);
    }
    if ('refusedServiceToken' in result) throw lookupUnauthorised();
    const { participantId } = result;
    if (participantId !== null) {
      await lookups.set(identifier, {
        value: participantId,
        lifetimeMs: lookupLifeMs,
        remainingMs: lookupLifeMs,
      });
    }
    return participantId;
  }

  async function find(identifier: string): Promise<string | null> {
    const known = await lookups.get(identifier);
    return known === null ? flyLookup(identifier, () => lookUp(identifier)) : known.value;
  }

  async function tokenByIdentifier(identifier: string, scope: string, fresh: boolean) {
    const participantId = await find(identifier);
    if (participantId === null) throw unknownParticipant();
    try {
      return await tokenById(participantId, scope, fresh);
    } catch (error) {
      // The participant may have been enrolled anew under another ID.
      if (error instanceof AuthenticatorError && error.code === 'forbidden') await lookups.delete(identifier);
      throw error;
    }
  }

  async function tokenById(participantId: string, scope: string, fresh: boolean) {
    const entry = await participantTokens({ participantId, scope }, fresh);
    return {
      access_token: entry.value,
      expires_in: toExpiresIn(entry),
      token_type: 'Bearer',
      subject: await subjectOf(participantId),
    };
  }

  return {
    serviceToken: ({ signal } = {}) => waitFor(serviceTokens.get(), settings.timeoutMs, signal),
    async participantToken(participant, { scope, signal, fresh = false } = {}) {
      const { kind, value } = checkReference(participant);
      const wanted = scope === undefined ? settings.scope : readScope(scope);
      const work = kind === 'id' ? tokenById(value, wanted, fresh) : tokenByIdentifier(value, wanted, fresh);
      return waitFor(work, settings.timeoutMs, signal);
    },
    async findParticipant(identifier, { signal } = {}) {
      const { value } = checkReference({ identifier });
      return waitFor(find(value), settings.timeoutMs, signal);
    },
  };
}

function unknownParticipant(): AuthenticatorError {
  return new AuthenticatorError('forbidden', 'the project has no such participant', {
    hint: 'The identifier must be the participantIdentifier of a participant of the project of projectId.',
  });
}
