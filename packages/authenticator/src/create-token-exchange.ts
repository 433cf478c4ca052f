// Puts an exchange together.
import { createDefaultTransport } from '#platform';
import type { TokenResponse } from '@mdh-tokens/contract';
import { AuthenticatorError } from './authenticator-error.js';
import { waitFor } from './bounded-wait.js';
import { readExchangeOptions, readScope, type TokenExchangeOptions } from './exchange-options.js';
import { createCooldown } from './exchange/cooldown.js';
import { createParticipantDirectory } from './exchange/participant-directory.js';
import { createParticipantGrant } from './exchange/participant-grant.js';
import { checkReference, type CheckedReference } from './exchange/participant-reference.js';
import { createParticipantTokens, toExpiresIn } from './exchange/participant-tokens.js';
import { createServiceTokens } from './exchange/service-token.js';
import { createSubjects } from './exchange/subject.js';
import { createTokenEndpoint } from './exchange/token-endpoint.js';
import { createSigningKey } from './keys/signing-key.js';
import { toLogFields } from './log-fields.js';
import { createSafeLogger } from './logger.js';
import { chain, isPromised, type MaybePromise } from './maybe-promise.js';
import { createMemoryTokenCache } from './memory-token-cache.js';
import { createFetchTransport } from './platform/fetch-transport.js';
import type { TokenExchange } from './token-exchange.js';

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
  const parts = assemble(options);
  const { settings, serviceTokens, participantTokens, directory, subjectOf } = parts;

  function tokenOf({ kind, value }: CheckedReference, wanted: WantedToken): MaybePromise<TokenResponse> {
    if (kind === 'id') return tokenById(value, wanted);
    return chain(directory.find(value), (participantId) => {
      if (participantId === null) throw unknownParticipant();
      const token = tokenById(participantId, wanted);
      return isPromised(token) ? token.catch((error: unknown) => doubt(value, error)) : token;
    });
  }

  function tokenById(participantId: string, { scope, fresh }: WantedToken): MaybePromise<TokenResponse> {
    return chain(participantTokens({ participantId, scope }, fresh), (entry) =>
      chain(subjectOf(participantId), (subject) => ({
        access_token: entry.value,
        expires_in: toExpiresIn(entry),
        token_type: 'Bearer',
        subject,
      })),
    );
  }

  /** A participant that MyDataHelps does not know may have been enrolled anew, with another ID. */
  async function doubt(identifier: string, error: unknown): Promise<never> {
    if (error instanceof AuthenticatorError && error.code === 'forbidden') await directory.forget(identifier);
    throw error;
  }

  return {
    async serviceToken({ signal } = {}) {
      return waitFor(serviceTokens.get(), settings.timeoutMs, signal);
    },
    async participantToken(participant, { scope, signal, fresh = false } = {}) {
      const reference = checkReference(participant);
      const wanted = { scope: scope === undefined ? settings.scope : readScope(scope), fresh };
      return waitFor(tokenOf(reference, wanted), settings.timeoutMs, signal);
    },
    async findParticipant(identifier, { signal } = {}) {
      const { value } = checkReference({ identifier });
      return waitFor(directory.find(value), settings.timeoutMs, signal);
    },
  };
}

interface WantedToken {
  scope: string;
  /** Not from the cache. */
  fresh: boolean;
}

function assemble(options: TokenExchangeOptions) {
  const settings = readExchangeOptions(options);
  const signingKey = createSigningKey(options.privateKey);
  const send = options.fetch === undefined ? createDefaultTransport() : createFetchTransport(options.fetch);
  const logger = createSafeLogger(options.logger);
  const cooldown = createCooldown();
  const endpoint = createTokenEndpoint(settings, signingKey, send);
  const { timeoutMs } = settings;
  // The longest way: service token, refused, another service token, participant token.
  const longestCallMs = timeoutMs * 4;
  const given = options.cache === false ? undefined : options.cache;
  // In a cache of its own there is nobody to be told apart from.
  const prefix = given === undefined ? '' : `${settings.tokenUrl.href} ${settings.serviceAccount} `;
  const cache = given ?? createMemoryTokenCache();
  const serviceTokens = createServiceTokens({
    grant: () => cooldown.guard('service', () => endpoint.grantServiceToken()),
    shared: given === undefined ? null : { cache: given, key: `${prefix}service` },
    timeoutMs,
    onBackgroundFailure: (error) =>
      logger.warn(toLogFields(error), 'the service token could not be renewed ahead of its end'),
  });
  const participantTokens = createParticipantTokens({
    cache: options.cache === false ? null : cache,
    prefix,
    issue: createParticipantGrant(endpoint, serviceTokens, cooldown),
    longestCallMs,
    // Callers must not run out of time because a process of the fleet has died.
    othersMs: timeoutMs / 3,
  });
  const directory = createParticipantDirectory({
    settings,
    send,
    serviceTokens,
    cache,
    prefix,
    cooldown,
    longestCallMs,
  });
  const subjectOf = createSubjects(signingKey, settings.subjectKey);
  return { settings, serviceTokens, participantTokens, directory, subjectOf };
}

function unknownParticipant(): AuthenticatorError {
  return new AuthenticatorError('forbidden', 'the project has no such participant', {
    hint: 'The identifier must be the participantIdentifier of a participant of the project of projectId.',
  });
}
