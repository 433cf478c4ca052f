// An exchange: whose token is wanted, and how it is handed over.
import type { TokenResponse } from '@mdh-tokens/contract';
import { AuthenticatorError } from './authenticator-error.js';
import { waitFor } from './bounded-wait.js';
import { readScope, type TokenExchangeOptions } from './exchange-options.js';
import { assembleExchange, type ExchangeParts } from './exchange/assemble-exchange.js';
import type { FindContext } from './exchange/find-or-make.js';
import { checkReference, type CheckedReference } from './exchange/participant-reference.js';
import { toExpiresIn, toRefreshIn, type GivenToken, type TokenWish } from './exchange/participant-tokens.js';
import { chain, isPromised, type MaybePromise } from './maybe-promise.js';
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
  const parts = assembleExchange(options);
  const { settings, serviceTokens, directory } = parts;
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
      return waitFor(tokenOf(reference, wanted, parts), settings.timeoutMs, signal);
    },
    async findParticipant(identifier, { signal, waitUntil } = {}) {
      const { value } = checkReference({ identifier });
      return waitFor(directory.find(value, waitUntil), settings.timeoutMs, signal);
    },
  };
}

interface WantedToken extends TokenWish, FindContext {
  scope: string;
}

function tokenOf(
  { kind, value }: CheckedReference,
  wanted: WantedToken,
  parts: ExchangeParts,
): MaybePromise<TokenResponse> {
  if (kind === 'id') return tokenById(value, wanted, parts);
  return chain(parts.findOrMake(value, wanted), (participantId) => {
    const token = tokenById(participantId, wanted, parts);
    return isPromised(token) ? token.catch((error: unknown) => doubt(value, error, parts)) : token;
  });
}

function tokenById(
  participantId: string,
  wanted: WantedToken,
  { participantTokens, subjectOf }: ExchangeParts,
): MaybePromise<TokenResponse> {
  return chain(participantTokens({ participantId, scope: wanted.scope }, wanted), (given) =>
    chain(subjectOf(participantId), (subject) => toResponse(given, subject)),
  );
}

/** A participant that MyDataHelps does not know may have been enrolled anew, with another ID. */
async function doubt(identifier: string, error: unknown, { directory }: ExchangeParts): Promise<never> {
  if (error instanceof AuthenticatorError && error.code === 'forbidden') await directory.forget(identifier);
  throw error;
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
