// From the project's own identifier of a participant to the internal ID that tokens are issued for.
import { AuthenticatorError } from '../authenticator-error.js';
import type { WaitUntil } from '../background.js';
import type { ExchangeSettings } from '../exchange-options.js';
import type { Logger } from '../logger.js';
import type { ReceivedAnswer } from '../platform/transport.js';
import type { Administration } from './administration.js';
import { readUpstreamDetail, readUpstreamText } from './upstream-detail.js';
import {
  badAnswer,
  commonFailure,
  misconfigured,
  noAnswer,
  readRateLimitReset,
  type CallWords,
} from './upstream-failure.js';

const words: CallWords = {
  endpoint: 'the MyDataHelps participant look-up',
  check: 'Check baseUrl.',
};

/** What a look-up came to. */
export interface LookupResult {
  /** `null` when the project has no such participant. */
  participantId: string | null;
  /** No further call in this time. */
  restSeconds: number;
}

/** Looks one participant up. @throws {AuthenticatorError} as `TokenExchange.findParticipant` */
export type ParticipantLookup = (identifier: string, waitUntil?: WaitUntil) => Promise<LookupResult>;

/** Asks the administration API. */
export function createParticipantLookup(
  settings: ExchangeSettings,
  administration: Administration,
  logger: Logger,
): ParticipantLookup {
  return async (identifier, waitUntil) => {
    const request = {
      method: 'GET',
      path: `participants/${encodeURIComponent(identifier)}`,
      headers: { accept: 'application/json' },
    };
    const { answer, serviceToken } = await administration.send('lookup', request, waitUntil);
    if (!answer.ok) throw noAnswer(words, answer, settings.baseUrl);
    const isLast = answer.header('ratelimit-remaining') === '0';
    const restSeconds = isLast ? (readRateLimitReset(answer) ?? 0) : 0;
    if (answer.status === 200) return { participantId: readId(answer, identifier), restSeconds };
    if (answer.status === 404 && isOwnAnswer(answer)) return { participantId: null, restSeconds };
    const text = readUpstreamText(answer.text, [serviceToken, identifier]);
    if (text !== null) logger.debug?.({ call: 'lookup', status: answer.status, text }, saidInWords);
    throw toError(answer);
  };
}

const saidInWords = 'MyDataHelps said why: its words may name a participant';

/**
 * A 404 of a proxy or of a wrong path says nothing about the participant. MyDataHelps answers JSON, and says with every
 * answer how many calls are left (API limits).
 */
function isOwnAnswer(answer: ReceivedAnswer): boolean {
  return answer.header('ratelimit-limit') !== null || parse(answer.text) !== undefined;
}

function readId(answer: ReceivedAnswer, asked: string): string | null {
  const value = parse(answer.text);
  if (value === undefined) throw badAnswer(words, 'answered with something that is not JSON', answer.status);
  const { id, participantIdentifier } = (typeof value === 'object' && value !== null ? value : {}) as {
    id?: unknown;
    participantIdentifier?: unknown;
  };
  if (typeof id !== 'string' || id === '' || id.length > 256) {
    throw badAnswer(words, 'gave a participant without an id', answer.status);
  }
  if (participantIdentifier === asked) return id;
  // A database that does not tell spellings apart has found somebody with nearly this name: nobody has this one.
  if (typeof participantIdentifier === 'string' && fold(participantIdentifier) === fold(asked)) return null;
  throw badAnswer(words, 'answered for another participant than the one asked for', answer.status);
}

/** Equal for spellings that databases like to take for the same. */
function fold(identifier: string): string {
  return identifier.normalize('NFKD').replaceAll(/\p{M}/gu, '').trim().toLowerCase();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function toError(answer: ReceivedAnswer): AuthenticatorError {
  const upstream = readUpstreamDetail(answer.status, answer.text);
  const common = commonFailure(words, answer, upstream);
  if (common !== null) return common;
  if (answer.status === 403) {
    return misconfigured('the service account may not look participants up', {
      hint:
        'Give it access to the project of projectId in MyDataHelps Designer, or name participants by their ID; ' +
        "or the project's ID is wrong.",
      upstream,
    });
  }
  return badAnswer(words, `answered with HTTP ${answer.status}`, answer.status);
}

/** The error for a look-up that would be one too many. */
export function lookupsUsedUp(restSeconds: number): AuthenticatorError {
  return new AuthenticatorError('rate_limited', `${words.endpoint} allows no more calls for now`, {
    hint: 'The service account has used up its calls of this hour. Name participants by their internal ID to save them.',
    retryAfterSeconds: Math.min(900, restSeconds),
  });
}
