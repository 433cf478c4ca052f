// From the project's own identifier of a participant to the internal ID that tokens are issued for.
import { AuthenticatorError } from '../authenticator-error.js';
import { invalidOption, type ExchangeSettings } from '../exchange-options.js';
import type { Transport } from '../platform/transport.js';
import { readUpstreamDetail } from './upstream-detail.js';
import {
  badAnswer,
  commonFailure,
  misconfigured,
  noAnswer,
  readRateLimitReset,
  type ReceivedAnswer,
  type UpstreamCall,
} from './upstream-failure.js';

const lookupCall: UpstreamCall = {
  endpoint: 'the MyDataHelps participant look-up',
  check: 'Check baseUrl.',
};

/** What a look-up came to. */
export type LookupResult =
  | { participantId: string | null; /** No further call in this time. */ restSeconds: number }
  | { refusedServiceToken: true };

/**
 * Asks the administration API for one participant.
 *
 * @throws {AuthenticatorError} `invalid_option` without a project ID; `misconfigured`, `rate_limited`, `bad_gateway`,
 *   `unavailable`, `timeout`
 */
export async function lookUpParticipant(
  settings: ExchangeSettings,
  send: Transport,
  identifier: string,
  serviceToken: string,
): Promise<LookupResult> {
  if (settings.projectId === null) {
    throw invalidOption(
      'projectId',
      'is missing, and a participant is named by identifier',
      'Set projectId (a GUID, in the settings of the project in MyDataHelps Designer).',
    );
  }
  const path = `api/v1/administration/projects/${encodeURIComponent(settings.projectId)}/participants/`;
  const answer = await send({
    method: 'GET',
    url: new URL(path + encodeURIComponent(identifier), settings.baseUrl),
    headers: { authorization: `Bearer ${serviceToken}`, accept: 'application/json' },
    timeoutMs: settings.timeoutMs,
  });
  if (!answer.ok) throw noAnswer(lookupCall, answer, settings.baseUrl);
  if (answer.status === 401) return { refusedServiceToken: true };
  const restSeconds = answer.header('ratelimit-remaining') === '0' ? (readRateLimitReset(answer) ?? 0) : 0;
  if (answer.status === 404) return { participantId: null, restSeconds };
  if (answer.status !== 200) throw toError(answer, [serviceToken, identifier]);
  return { participantId: readId(answer), restSeconds };
}

function readId(answer: ReceivedAnswer): string {
  let value: unknown;
  try {
    value = JSON.parse(answer.text);
  } catch {
    throw badAnswer(lookupCall, 'answered with something that is not JSON', { status: answer.status });
  }
  const id: unknown = typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined;
  if (typeof id === 'string' && id !== '' && id.length <= 256) return id;
  throw badAnswer(lookupCall, 'gave a participant without an id', { status: answer.status });
}

function toError(answer: ReceivedAnswer, secrets: readonly string[]): AuthenticatorError {
  const upstream = readUpstreamDetail(answer.status, answer.text, secrets);
  const common = commonFailure(lookupCall, answer, upstream);
  if (common !== null) return common;
  if (answer.status === 403) {
    return misconfigured('the service account may not look participants up', {
      hint:
        'Give it access to the project of projectId in MyDataHelps Designer, or name participants by their ID; ' +
        "or the project's ID is wrong.",
      upstream,
    });
  }
  return badAnswer(lookupCall, `answered with HTTP ${answer.status}`, upstream);
}

/** The error for a look-up that would be one too many. */
export function lookupsUsedUp(restSeconds: number): AuthenticatorError {
  return new AuthenticatorError('rate_limited', `${lookupCall.endpoint} allows no more calls for now`, {
    hint: 'The service account has used up its calls of this hour. Name participants by their internal ID to save them.',
    retryAfterSeconds: Math.min(900, restSeconds),
  });
}

/** The error after a new service token was refused, too. */
export function lookupUnauthorised(): AuthenticatorError {
  return misconfigured('the participant look-up refuses the service access token', {
    hint: 'baseUrl and tokenUrl must belong to the same MyDataHelps.',
    upstream: { status: 401 },
  });
}
