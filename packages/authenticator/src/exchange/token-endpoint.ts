// Both grants at the token endpoint: one form POST each, and what its answer means.
//
// A ready-made OAuth client was not used here: those that sign assertions also send a client_id, which MyDataHelps'
// own samples do not, and work on Request and Response objects, which cost more than the whole exchange on Node.
import { parseTokenResponse } from '@mdh-tokens/contract';
import { problemOfTokenResponse } from '@mdh-tokens/contract/hints';
import { AuthenticatorError, type UpstreamDetail } from '../authenticator-error.js';
import { documentedClientSecret, type ExchangeSettings } from '../exchange-options.js';
import type { SigningKey } from '../keys/signing-key.js';
import type { Logger } from '../logger.js';
import { chain, type MaybePromise } from '../maybe-promise.js';
import { withWireHeaders, type ReceivedAnswer, type UpstreamRequest } from '../platform/transport.js';
import { signAssertion } from './client-assertion.js';
import type { TokenOwners } from './token-owners.js';
import { readUpstreamDetail, readUpstreamText } from './upstream-detail.js';
import { badAnswer, commonFailure, misconfigured, noAnswer, type CallWords } from './upstream-failure.js';
import type { Upstream } from './upstream.js';

/** A token as it was issued. */
export interface IssuedToken {
  accessToken: string;
  /** Its whole life from before the request left. Milliseconds. */
  lifetimeMs: number;
  /** How long the request took. Milliseconds. */
  ageMs: number;
}

/** The token endpoint's two grants. */
export interface TokenEndpoint {
  /** @throws {AuthenticatorError} `misconfigured`, `rate_limited`, `bad_gateway`, `unavailable`, `timeout` */
  grantServiceToken(): Promise<IssuedToken>;
  /** @throws {AuthenticatorError} the same; `forbidden` for `invalid_grant`, which may also mean the service token */
  grantParticipantToken(participantId: string, scope: string, serviceToken: string): Promise<IssuedToken>;
}

/** What a refusal of one of the grants means; `null` where it means the same for both. */
type Refusal = (detail: UpstreamDetail, answer: ReceivedAnswer) => AuthenticatorError | null;

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

const grantHeaders = withWireHeaders({
  'content-type': 'application/x-www-form-urlencoded',
  accept: 'application/json',
});

const words: CallWords = {
  endpoint: 'the token endpoint',
  check: 'Check baseUrl and tokenUrl.',
};

/** No token lives for ten years: a number beyond that is no life. In seconds. */
const longestLifeSeconds = 315_360_000;

/** Of less than this nothing is left when it arrives in a page. */
const shortestLifeMs = 1_000;

/** What the endpoint is spoken to with. */
export interface TokenEndpointContext {
  settings: ExchangeSettings;
  signingKey: SigningKey;
  upstream: Upstream;
  owners: TokenOwners;
  logger: Logger;
}

/** One grant: its name, what it sends, and what a refusal of it means. */
interface Grant {
  call: 'service_token' | 'participant_token';
  /** Whose the token is. */
  owner: string;
  /** Made anew for each try. */
  fields: () => MaybePromise<Record<string, string>>;
  /** What was sent and must not be in a log. */
  secrets: readonly string[];
  refused: Refusal;
}

/** Speaks the two grants of MyDataHelps. */
export function createTokenEndpoint(context: TokenEndpointContext): TokenEndpoint {
  const { settings, upstream, owners, logger } = context;

  const toRequest = (fields: Record<string, string>): UpstreamRequest => ({
    method: 'POST',
    url: settings.tokenUrl,
    headers: grantHeaders,
    body: new URLSearchParams(fields).toString(),
    timeoutMs: settings.timeoutMs,
  });

  async function post(grant: Grant): Promise<IssuedToken> {
    const { answer, durationMs } = await upstream(grant.call, () => chain(grant.fields(), toRequest));
    if (!answer.ok) throw noAnswer(words, answer, settings.tokenUrl);
    if (answer.status !== 200) {
      const text = readUpstreamText(answer.text, grant.secrets);
      if (text !== null) logger.debug?.({ call: grant.call, status: answer.status, text }, saidInWords);
      throw toError(answer, grant.refused);
    }
    const issued = readToken(answer, durationMs);
    if (!owners.claim(issued.accessToken, grant.owner)) throw badAnswer(words, somebodyElses, answer.status);
    return issued;
  }

  return {
    grantServiceToken: () => post(serviceGrant(context)),
    grantParticipantToken: (participantId, scope, serviceToken) =>
      post(participantGrant(context, { participantId, scope, serviceToken })),
  };
}

function serviceGrant({ settings, signingKey }: TokenEndpointContext): Grant {
  const { serviceAccount, tokenUrl } = settings;
  return {
    call: 'service_token',
    owner: 'service',
    fields: async () => ({
      scope: 'api',
      grant_type: 'client_credentials',
      client_assertion_type: assertionType,
      client_assertion: await signAssertion({ serviceAccount, tokenUrl: tokenUrl.href, signingKey }),
    }),
    secrets: [],
    refused: refusedService,
  };
}

function participantGrant(
  { settings: { clientId, clientSecret } }: TokenEndpointContext,
  { participantId, scope, serviceToken }: { participantId: string; scope: string; serviceToken: string },
): Grant {
  const ownSecrets = clientSecret === documentedClientSecret ? [] : [clientSecret];
  return {
    call: 'participant_token',
    owner: `participant ${participantId.toLowerCase()}`,
    fields: () => ({
      scope,
      grant_type: 'delegated_participant',
      participant_id: participantId,
      client_id: clientId,
      client_secret: clientSecret,
      token: serviceToken,
    }),
    secrets: [serviceToken, participantId, ...ownSecrets],
    refused: refusedParticipant,
  };
}

const saidInWords = 'the identity server said why: its words may name a participant';

const somebodyElses = 'gave a token that it has given to somebody else before';

function readToken(answer: ReceivedAnswer, ageMs: number): IssuedToken {
  let value: unknown;
  try {
    value = JSON.parse(answer.text);
  } catch {
    throw badAnswer(words, 'answered with something that is not JSON', answer.status);
  }
  const parsed = parseTokenResponse(value);
  if (!parsed.ok) {
    throw badAnswer(
      words,
      `gave an answer that is no token: ${problemOfTokenResponse(value)}`,
      answer.status,
    );
  }
  const { access_token: accessToken, expires_in: lifeSeconds } = parsed.response;
  if (lifeSeconds > longestLifeSeconds) {
    throw badAnswer(words, 'gave a token with a life of more than ten years', answer.status);
  }
  const lifetimeMs = lifeSeconds * 1000;
  if (lifetimeMs - ageMs >= shortestLifeMs) return { accessToken, lifetimeMs, ageMs };
  throw badAnswer(words, 'gave a token that is over on arrival', answer.status);
}

function toError(answer: ReceivedAnswer, refused: Refusal): AuthenticatorError {
  const upstream = readUpstreamDetail(answer.status, answer.text);
  const common = commonFailure(words, answer, upstream);
  if (common !== null) return common;
  if (upstream.error !== undefined) {
    return refused(upstream, answer) ?? anyRefusal(upstream);
  }
  if (answer.status === 404 || answer.status === 405) {
    return misconfigured(`there is no token endpoint at the configured URL (HTTP ${answer.status})`, {
      hint: 'The usual path is /identityserver/connect/token. Check baseUrl and tokenUrl.',
      upstream: { ...upstream, misplaced: true },
    });
  }
  return badAnswer(words, `answered with HTTP ${answer.status} and no OAuth error`, answer.status);
}

function anyRefusal(upstream: UpstreamDetail): AuthenticatorError {
  if (upstream.error === 'temporarily_unavailable') {
    return new AuthenticatorError('unavailable', 'the token endpoint is unavailable for now', {
      hint: 'Try again after the time given.',
      retryAfterSeconds: 5,
      upstream,
    });
  }
  return misconfigured('the token endpoint refuses the request', {
    hint: 'The log has its error code. Run mdh-authenticator doctor with the same settings.',
    upstream,
  });
}

const accountHint =
  'Check that serviceAccount is the full name, that its public key in MyDataHelps Designer belongs to privateKey, ' +
  'that tokenUrl is the one MyDataHelps expects in aud, and that this clock is right.';

/** An assertion is good for minutes: a clock that is off is the likeliest reason to be refused where it is off. */
function clockHint(answer: ReceivedAnswer): string | null {
  const skewSeconds = Math.round((Date.now() - Date.parse(answer.header('date') ?? '')) / 1000);
  if (!(Math.abs(skewSeconds) > 60)) return null;
  const direction = skewSeconds > 0 ? 'ahead of' : 'behind';
  return `This machine's clock is ${Math.abs(skewSeconds)} s ${direction} the identity server's: turn time synchronisation on.`;
}

function refusedService(upstream: UpstreamDetail, answer: ReceivedAnswer): AuthenticatorError | null {
  switch (upstream.error) {
    case 'invalid_client':
    case 'invalid_grant':
    case 'unauthorized_client':
      return misconfigured('the identity server refuses the service account', {
        hint: clockHint(answer) ?? accountHint,
        upstream,
      });
    case 'invalid_scope':
      return misconfigured('the identity server refuses the scope "api" to the service account', {
        hint: 'Ask the owner of the service account in MyDataHelps Designer.',
        upstream,
      });
    default:
      return null;
  }
}

function refusedParticipant(upstream: UpstreamDetail): AuthenticatorError | null {
  switch (upstream.error) {
    case 'invalid_client':
      return misconfigured('the identity server refuses clientId or clientSecret', {
        hint: 'Leave both options out, or take the values from the current MyDataHelps documentation.',
        upstream,
      });
    case 'invalid_scope':
      return misconfigured('the identity server refuses the scope of participant tokens', {
        hint: 'One wrong name fails the whole request. Compare scope with the table in the MyDataHelps documentation.',
        upstream,
      });
    default:
      return null;
  }
}
