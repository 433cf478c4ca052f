// One participant token from MyDataHelps, and who is to blame where it is refused.
import { LRUCache } from 'lru-cache';
import { AuthenticatorError } from '../authenticator-error.js';
import type { WaitUntil } from '../background.js';
import { elapsedMs, readClocks, type Instant } from '../platform/clock.js';
import type { Cooldown } from './cooldown.js';
import type { TokenTarget } from './participant-tokens.js';
import { youngMs, type ServiceToken, type ServiceTokens } from './service-token.js';
import type { IssuedToken, TokenEndpoint } from './token-endpoint.js';

/** Asks MyDataHelps for a token of one participant. */
export type ParticipantGrant = (target: TokenTarget, waitUntil?: WaitUntil) => Promise<IssuedToken>;

/** The servers of an identity provider need a moment until all of them know a new token. */
const replicationMs = 1_000;

/** Of a participant that was refused for good, another refusal within this time needs no new service token as a proof. */
const judgementMs = 60_000;

/**
 * `invalid_grant` means the service token or the participant, and a 403 signs the participant's page out. It is believed
 * to be the participant after a second refusal, with a service token that was fetched for this very request. Before
 * that, a service token that is not new is replaced, and one that is new gets a second chance when all servers know it.
 */
export function createParticipantGrant(
  endpoint: TokenEndpoint,
  serviceTokens: ServiceTokens,
  cooldown: Cooldown,
): ParticipantGrant {
  const attempt = ({ participantId, scope }: TokenTarget, token: ServiceToken): Promise<IssuedToken | null> =>
    endpoint.grantParticipantToken(participantId, scope, token.value).catch(onlyInvalidGrant);

  const judged = new LRUCache<string, Instant>({ max: 10_000 });
  const isJudged = ({ participantId }: TokenTarget): boolean => {
    const at = judged.get(participantId);
    return at !== undefined && elapsedMs(at, readClocks()) < judgementMs;
  };

  async function grant(target: TokenTarget, waitUntil: WaitUntil | undefined): Promise<IssuedToken> {
    const since = readClocks();
    const first = await serviceTokens.get(waitUntil);
    const issued = await attempt(target, first);
    if (issued !== null) return issued;
    if (isJudged(target)) throw refusedParticipant();
    const other = (await serviceTokens.replace(first.value)) ?? (await grownOlder(first));
    const second = await attempt(target, other);
    if (second !== null) return second;
    if (!isFetchedFor(other, since)) throw refusedServiceToken(other);
    judged.set(target.participantId, readClocks());
    throw refusedParticipant();
  }
  return (target, waitUntil) =>
    cooldown.guard(`participant ${target.participantId}`, () => grant(target, waitUntil));
}

function onlyInvalidGrant(error: unknown): null {
  if (error instanceof AuthenticatorError && error.upstream?.error === 'invalid_grant') return null;
  throw error;
}

async function grownOlder(token: ServiceToken): Promise<ServiceToken> {
  const since = readClocks();
  await new Promise((resolve) => setTimeout(resolve, replicationMs));
  return { ...token, ageMs: token.ageMs + elapsedMs(since, readClocks()) };
}

function isFetchedFor({ ageMs }: ServiceToken, requestSince: Instant): boolean {
  return ageMs <= elapsedMs(requestSince, readClocks());
}

const upstream = { status: 400, error: 'invalid_grant' };

function refusedParticipant(): AuthenticatorError {
  return new AuthenticatorError('forbidden', 'MyDataHelps gives no token for this participant', {
    hint:
      'The internal participant ID (a GUID, not the participantIdentifier) must belong to a participant of a ' +
      'project to which the service account has access.',
    upstream,
  });
}

/** When the next request comes, this token is old enough to be replaced. */
function refusedServiceToken({ ageMs }: ServiceToken): AuthenticatorError {
  return new AuthenticatorError(
    'unavailable',
    'the identity server refuses a token that it has just issued',
    {
      hint:
        'It may have lost its tokens in a restart, or the participant may be unknown: the next try tells, with a new ' +
        'service token.',
      retryAfterSeconds: Math.max(1, Math.ceil((youngMs - ageMs) / 1000)),
      upstream,
    },
  );
}
