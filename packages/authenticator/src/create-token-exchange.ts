// Puts an exchange together.
import { createDefaultTransport } from '#platform';
import type { TokenResponse } from '@mdh-tokens/contract';
import { AuthenticatorError } from './authenticator-error.js';
import { waitFor } from './bounded-wait.js';
import { readExchangeOptions, readScope, type TokenExchangeOptions } from './exchange-options.js';
import { createAdministrationFetch } from './exchange/administration-fetch.js';
import { createAdministration } from './exchange/administration.js';
import { createCooldown } from './exchange/cooldown.js';
import { createParticipantCreation } from './exchange/participant-creation.js';
import { createParticipantDirectory } from './exchange/participant-directory.js';
import { createParticipantGrant } from './exchange/participant-grant.js';
import { createParticipantLookup } from './exchange/participant-lookup.js';
import { checkReference, type CheckedReference } from './exchange/participant-reference.js';
import {
  createParticipantTokens,
  toExpiresIn,
  toRefreshIn,
  type GivenToken,
  type TokenWish,
} from './exchange/participant-tokens.js';
import { createServiceTokens } from './exchange/service-token.js';
import { createSubjects } from './exchange/subject.js';
import { createTokenEndpoint } from './exchange/token-endpoint.js';
import { createTokenOwners } from './exchange/token-owners.js';
import { createUpstream } from './exchange/upstream.js';
import { toLogFields } from './log-fields.js';
import { createSafeLogger } from './logger.js';
import { chain, isPromised, type MaybePromise } from './maybe-promise.js';
import { createMeter } from './measure.js';
import { createMemoryTokenCache } from './memory-token-cache.js';
import { createFetchTransport } from './platform/fetch-transport.js';
import type { Transport } from './platform/transport.js';
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
  const { settings, serviceTokens, participantTokens, directory, creation, subjectOf } = parts;

  function idOf(identifier: string, { waitUntil, request }: WantedToken): MaybePromise<string> {
    return chain(directory.find(identifier, waitUntil), (found) => {
      if (found !== null) return found;
      if (creation === null) throw unknownParticipant();
      return creation(identifier, request).then((made) => made ?? Promise.reject(unknownParticipant()));
    });
  }

  function tokenOf({ kind, value }: CheckedReference, wanted: WantedToken): MaybePromise<TokenResponse> {
    if (kind === 'id') return tokenById(value, wanted);
    return chain(idOf(value, wanted), (participantId) => {
      const token = tokenById(participantId, wanted);
      return isPromised(token) ? token.catch((error: unknown) => doubt(value, error)) : token;
    });
  }

  function tokenById(participantId: string, wanted: WantedToken): MaybePromise<TokenResponse> {
    return chain(participantTokens({ participantId, scope: wanted.scope }, wanted), (given) =>
      chain(subjectOf(participantId), (subject) => toResponse(given, subject)),
    );
  }

  /** A participant that MyDataHelps does not know may have been enrolled anew, with another ID. */
  async function doubt(identifier: string, error: unknown): Promise<never> {
    if (error instanceof AuthenticatorError && error.code === 'forbidden') await directory.forget(identifier);
    throw error;
  }

  return {
    async serviceToken({ signal, waitUntil } = {}) {
      return (await waitFor(serviceTokens.get(waitUntil), settings.timeoutMs, signal)).value;
    },
    async participantToken(participant, call = {}) {
      const { scope, signal, fresh, preferNew, waitUntil, request } = call;
      const reference = checkReference(participant);
      const wanted = {
        scope: scope === undefined || scope === null ? settings.scope : readScope(scope),
        fresh: fresh === true,
        preferNew: preferNew === true,
        waitUntil,
        request,
      };
      return waitFor(tokenOf(reference, wanted), settings.timeoutMs, signal);
    },
    async findParticipant(identifier, { signal, waitUntil } = {}) {
      const { value } = checkReference({ identifier });
      return waitFor(directory.find(value, waitUntil), settings.timeoutMs, signal);
    },
  };
}

interface WantedToken extends TokenWish {
  scope: string;
  /** The page's, for `whenUnknown`. */
  request: Request | undefined;
}

function toResponse({ entry, newerInMs }: GivenToken, subject: string): TokenResponse {
  const response: TokenResponse = {
    access_token: entry.value,
    expires_in: toExpiresIn(entry),
    token_type: 'Bearer',
    subject,
  };
  if (newerInMs !== null) response.refresh_in = toRefreshIn(newerInMs);
  return response;
}

function assemble(options: TokenExchangeOptions) {
  const { settings, signingKey } = readExchangeOptions(options);
  const { timeoutMs } = settings;
  const logger = createSafeLogger(options.logger);
  const meter = createMeter(options.onMeasure);
  const cooldown = createCooldown();
  const upstream = createUpstream(createTransport(options), meter);
  const endpoint = createTokenEndpoint({
    settings,
    signingKey,
    upstream,
    owners: createTokenOwners(),
    logger,
  });
  const given = options.cache === false ? null : (options.cache ?? null);
  // In a cache of its own there is nobody to be told apart from.
  const prefix = given === null ? '' : `${settings.tokenUrl.href} ${settings.serviceAccount} `;
  const cache = given ?? createMemoryTokenCache();
  const serviceTokens = createServiceTokens({
    grant: () => cooldown.guard('service', () => endpoint.grantServiceToken()),
    shared: given === null ? null : { cache: given, key: `${prefix}service` },
    timeoutMs,
    onBackgroundFailure: (error) =>
      logger.warn(toLogFields(error), 'the service token could not be renewed ahead of its end'),
    meter,
  });
  const participantTokens = createParticipantTokens({
    cache: options.cache === false ? null : cache,
    prefix,
    issue: createParticipantGrant(endpoint, serviceTokens, cooldown),
    timeoutMs,
    meter,
  });
  const administration = createAdministration(settings, serviceTokens, upstream);
  const directory = createParticipantDirectory({
    lookUp: createParticipantLookup(settings, administration, logger),
    cache,
    prefix: `${prefix}lookup ${settings.projectId}\n`,
    cooldown,
    timeoutMs,
    meter,
  });
  const { whenUnknown } = options;
  const creation =
    whenUnknown === undefined || whenUnknown === null
      ? null
      : createParticipantCreation(whenUnknown, createAdministrationFetch(settings, administration), {
          timeoutMs,
          remember: (identifier, id) => directory.remember(identifier, id),
        });
  const subjectOf = createSubjects(signingKey, settings.subjectKey);
  return { settings, serviceTokens, participantTokens, directory, creation, subjectOf };
}

function createTransport({ fetch: fetcher }: TokenExchangeOptions): Transport {
  return fetcher === undefined || fetcher === null
    ? createDefaultTransport()
    : createFetchTransport({ fetcher });
}

function unknownParticipant(): AuthenticatorError {
  return new AuthenticatorError('forbidden', 'the project has no such participant', {
    hint:
      'The identifier must be the participantIdentifier of a participant of the project of projectId, letter by ' +
      'letter. whenUnknown can make participants of users who have just signed up.',
  });
}
