// Both grants at the token endpoint: one form POST each, and what its answer means.
//
// A ready-made OAuth client was not used here: those that sign assertions also send a client_id, which MyDataHelps'
// own samples do not, and work on Request and Response objects, which cost more than the whole exchange on Node.
import { parseTokenResponse } from '@mdh-tokens/contract';
import { AuthenticatorError, type UpstreamDetail } from '../authenticator-error.js';
import { documentedClientSecret, type ExchangeSettings } from '../exchange-options.js';
import type { SigningKey } from '../keys/signing-key.js';
import { elapsedMs, readClocks } from '../platform/clock.js';
import type { Transport } from '../platform/transport.js';
import { signAssertion } from './client-assertion.js';
import { readUpstreamDetail } from './upstream-detail.js';
import {
  badAnswer,
  commonFailure,
  misconfigured,
  noAnswer,
  type ReceivedAnswer,
  type UpstreamCall,
} from './upstream-failure.js';

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
  /** @throws {AuthenticatorError} the same; `forbidden` for `invalid_grant` */
  grantParticipantToken(participantId: string, scope: string, serviceToken: string): Promise<IssuedToken>;
}

/** What a refusal of one of the grants means; `null` where it means the same for both. */
type Refusal = (detail: UpstreamDetail, answer: ReceivedAnswer) => AuthenticatorError | null;

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

const serviceCall: UpstreamCall = {
  endpoint: 'the token endpoint',
  check: 'Check baseUrl and tokenUrl.',
};

/** Speaks the two grants of MyDataHelps. */
export function createTokenEndpoint(
  settings: ExchangeSettings,
  signingKey: SigningKey,
  send: Transport,
): TokenEndpoint {
  const tokenUrl = settings.tokenUrl.href;
  const { clientSecret } = settings;
  const ownSecrets = clientSecret === documentedClientSecret ? [] : [clientSecret];

  async function post(
    fields: Record<string, string>,
    secrets: readonly string[],
    refused: Refusal,
  ): Promise<IssuedToken> {
    const since = readClocks();
    const answer = await send({
      method: 'POST',
      url: settings.tokenUrl,
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: new URLSearchParams(fields).toString(),
      timeoutMs: settings.timeoutMs,
    });
    if (!answer.ok) throw noAnswer(serviceCall, answer, settings.tokenUrl);
    if (answer.status !== 200) throw toError(answer, secrets, refused);
    const issued = readToken(answer);
    return { ...issued, ageMs: elapsedMs(since, readClocks()) };
  }

  return {
    async grantServiceToken() {
      const assertion = await signAssertion({
        serviceAccount: settings.serviceAccount,
        tokenUrl,
        signingKey,
      });
      return post(
        {
          scope: 'api',
          grant_type: 'client_credentials',
          client_assertion_type: assertionType,
          client_assertion: assertion,
        },
        [assertion],
        refusedService,
      );
    },
    grantParticipantToken(participantId, scope, serviceToken) {
      return post(
        {
          scope,
          grant_type: 'delegated_participant',
          participant_id: participantId,
          client_id: settings.clientId,
          client_secret: clientSecret,
          token: serviceToken,
        },
        [serviceToken, participantId, ...ownSecrets],
        refusedParticipant,
      );
    },
  };
}

function readToken(answer: ReceivedAnswer): Omit<IssuedToken, 'ageMs'> {
  let value: unknown;
  try {
    value = JSON.parse(answer.text);
  } catch {
    throw badAnswer(serviceCall, 'answered with something that is not JSON', { status: answer.status });
  }
  const parsed = parseTokenResponse(value);
  if (!parsed.ok) {
    throw badAnswer(serviceCall, `gave an answer that is no token: ${parsed.problem}`, {
      status: answer.status,
    });
  }
  return { accessToken: parsed.response.access_token, lifetimeMs: parsed.response.expires_in * 1000 };
}

function toError(answer: ReceivedAnswer, secrets: readonly string[], refused: Refusal): AuthenticatorError {
  const upstream = readUpstreamDetail(answer.status, answer.text, secrets);
  const common = commonFailure(serviceCall, answer, upstream);
  if (common !== null) return common;
  if (upstream.error !== undefined) {
    return refused(upstream, answer) ?? anyRefusal(upstream);
  }
  if (answer.status === 404 || answer.status === 405) {
    return misconfigured(`there is no token endpoint at the configured URL (HTTP ${answer.status})`, {
      hint: 'The usual path is /identityserver/connect/token. Check baseUrl and tokenUrl.',
      upstream,
    });
  }
  return badAnswer(serviceCall, `answered with HTTP ${answer.status} and no OAuth error`, upstream);
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
    case 'invalid_grant':
      return new AuthenticatorError('forbidden', 'MyDataHelps gives no token for this participant', {
        hint:
          'The internal participant ID (a GUID, not the participantIdentifier) must belong to a participant of a ' +
          'project to which the service account has access.',
        upstream,
      });
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
