// What an exchange can do.
import type { TokenResponse } from '@mdh-tokens/contract';
import type { WaitUntil } from './background.js';

/** A participant, named by exactly one of the two: the internal ID (a GUID), or the project's own identifier. */
export type ParticipantReference = { id: string } | { identifier: string };

/** Options of every call of an exchange. */
export interface ExchangeCallOptions {
  /** Ends this caller's wait; a call that others share goes on. */
  signal?: AbortSignal | undefined;
  /**
   * Keeps work in the background alive after the request has been answered: on Workers `(work) => ctx.waitUntil(work)`.
   * There, without it, nothing is renewed ahead of time.
   */
  waitUntil?: WaitUntil | undefined;
}

/** Options of one `participantToken` call. */
export interface ParticipantTokenOptions extends ExchangeCallOptions {
  /** Space-separated scopes. Default: those of the exchange. */
  scope?: string | undefined;
  /**
   * Ask MyDataHelps for a new token instead of the cache. Heeded once per 10 s and participant; while that fails, once
   * per 5 s, and not answered from the cache either. Default false.
   */
  fresh?: boolean | undefined;
  /**
   * The caller means to replace the token that it got from here: one from the cache must have less than a twenty-fifth
   * of its life behind it. Default false.
   */
  preferNew?: boolean | undefined;
  /** The page's request, for `whenUnknown`. */
  request?: Request | undefined;
}

/** Exchanges the service account for access tokens. Make one for the life of the process: it holds the caches. */
export interface TokenExchange {
  /**
   * The service access token: cached, renewed in the background ahead of its end. It must never leave the server.
   *
   * @throws {AuthenticatorError} `misconfigured`, `rate_limited`, `bad_gateway`, `unavailable`, `timeout`, `invalid_key`
   */
  serviceToken(options?: ExchangeCallOptions): Promise<string>;
  /**
   * An access token of one participant, ready to be sent to a page: `expires_in` is what is left of its life in
   * seconds, at least half of it unless MyDataHelps cannot give a new one. `refresh_in` says when the cache will give a
   * newer one, where this one came from there. `subject` is a keyed hash of the participant.
   *
   * @throws {AuthenticatorError} those of `serviceToken`; `forbidden` for an unknown or impossible participant;
   *   `aborted`; `invalid_option` when an identifier is given and the exchange has no `projectId`
   */
  participantToken(
    participant: ParticipantReference,
    options?: ParticipantTokenOptions,
  ): Promise<TokenResponse>;
  /**
   * The internal ID of the participant with this identifier, letter by letter, or `null` when the project has none.
   * Cached for an hour; one whom the project does not have is asked for again at once, and after three times ever more
   * rarely: a minute is the most that somebody who has just been enrolled may have to wait. Never makes a participant.
   *
   * @throws {AuthenticatorError} as `participantToken`
   */
  findParticipant(identifier: string, options?: ExchangeCallOptions): Promise<string | null>;
}
