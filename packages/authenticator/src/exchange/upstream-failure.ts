// From an answer that is no token to the error that says what happened and what to do.
import { parseRetryAfterSeconds } from '@mdh-tokens/contract';
import {
  AuthenticatorError,
  type AuthenticatorErrorDetails,
  type UpstreamDetail,
} from '../authenticator-error.js';
import type { MissingAnswer, ReceivedAnswer } from '../platform/transport.js';
import type { UpstreamFault } from '../platform/upstream-fault.js';

/** Told to callers when MyDataHelps says to wait without saying how long. */
const defaultWaitSeconds = 5;

/** No outage is worth a longer pause than this before the next try. */
const longestWaitSeconds = 900;

/** The words in which a failure is told: which call it was, and what a refusal of it means. */
export interface CallWords {
  /** As in "the token endpoint": the subject of a sentence. */
  endpoint: string;
  /** For the configuration that this call depends on, in a hint. */
  check: string;
}

/** What to do about a connection that could not be made or did not last. */
const faultHints: Readonly<Partial<Record<UpstreamFault, string>>> = {
  name_resolution:
    'Its host name could not be resolved: a typing error, or the name server of this machine does not know it.',
  refused: 'Nothing listens there: a wrong port, or the server is down.',
  unreachable: 'There is no way to its address from here: look at network, firewall and IPv6.',
  certificate:
    'Its certificate is not trusted here, is over, or is for another name. Where your network re-signs connections, ' +
    'start Node with NODE_EXTRA_CA_CERTS=/path/to/ca.pem.',
  tls: 'No TLS connection could be made: something else than an HTTPS server may listen there.',
  cut_short:
    'The connection ended before the answer was complete: the server, or a firewall on the way, closed it.',
};

const anyFaultHint = 'Check name resolution, firewall and proxy of this server.';

/** The error for a call that got no answer. The sentence is the same for all faults of the way: a page cannot mend them. */
export function noAnswer(call: CallWords, answer: MissingAnswer, url: URL): AuthenticatorError {
  const { fault, proxyStatus, cause } = answer;
  const upstream: UpstreamDetail = { fault, ...(proxyStatus === null ? {} : { proxyStatus }) };
  if (fault === 'timeout') {
    return new AuthenticatorError('timeout', 'MyDataHelps did not answer in time', {
      hint: `Tried ${url.origin}. Try again. If it happens often, look at the network path to MyDataHelps, or raise timeoutSeconds.`,
      upstream,
      cause,
    });
  }
  if (fault === 'too_large' || fault === 'undecodable') {
    const what =
      fault === 'too_large' ? 'with more than 64 KiB' : 'in a content encoding that nobody asked for';
    return new AuthenticatorError('bad_gateway', `${call.endpoint} answered ${what}`, {
      hint: `This is no answer of MyDataHelps. ${call.check}`,
      upstream,
      cause,
    });
  }
  const why = fault === 'proxy' ? proxyHint(proxyStatus) : (faultHints[fault] ?? anyFaultHint);
  return new AuthenticatorError('unavailable', `${call.endpoint} could not be reached`, {
    hint: `Tried ${url.origin}. ${why} ${call.check}`,
    retryAfterSeconds: defaultWaitSeconds,
    upstream,
    cause,
  });
}

function proxyHint(status: number | null): string {
  if (status === 407) {
    return 'The proxy wants a user name and a password (HTTP 407): HTTPS_PROXY=http://user:password@host:port.';
  }
  const what = status === null ? 'could not be reached' : `refused the connection (HTTP ${status})`;
  return `The proxy ${what}: check HTTPS_PROXY and HTTP_PROXY, have this host allowed there, or name it in NO_PROXY.`;
}

/** The error for a status that means the same for every call; `null` when the caller must look closer. */
export function commonFailure(
  call: CallWords,
  answer: ReceivedAnswer,
  upstream: UpstreamDetail,
): AuthenticatorError | null {
  const { status } = answer;
  if (status === 429) {
    return new AuthenticatorError('rate_limited', `${call.endpoint} asks to slow down`, {
      hint: 'The service account has used up its calls. Cache more, or ask CareEvolution for a higher limit.',
      retryAfterSeconds: readWait(answer),
      upstream,
    });
  }
  if (status >= 500 || status === 408 || status === 425) {
    return new AuthenticatorError('unavailable', `${call.endpoint} is unavailable (HTTP ${status})`, {
      hint: 'This usually passes. Try again after the time given.',
      retryAfterSeconds: readWait(answer),
      upstream,
    });
  }
  if (status >= 300 && status < 400) {
    return badAnswer(call, `redirects elsewhere (HTTP ${status})`, status);
  }
  return null;
}

/** The error for an answer that no MyDataHelps gives. */
export function badAnswer(call: CallWords, what: string, status: number): AuthenticatorError {
  return new AuthenticatorError('bad_gateway', `${call.endpoint} ${what}`, {
    hint: `Something else than MyDataHelps may have answered, such as a proxy or a maintenance page. ${call.check}`,
    upstream: { status },
  });
}

/** The error for a refusal that only a change of the configuration can mend. */
export function misconfigured(message: string, details: AuthenticatorErrorDetails): AuthenticatorError {
  return new AuthenticatorError('misconfigured', message, details);
}

/** Seconds until the next call makes sense, from `Retry-After` or else `RateLimit-Reset`. */
function readWait(answer: ReceivedAnswer): number {
  const date = Date.parse(answer.header('date') ?? '');
  const told = parseRetryAfterSeconds(answer.header('retry-after'), Number.isNaN(date) ? Date.now() : date);
  const seconds = told ?? readRateLimitReset(answer) ?? defaultWaitSeconds;
  return Math.min(longestWaitSeconds, Math.max(1, seconds));
}

/** `RateLimit-Reset` counts down in seconds (MyDataHelps API limits). */
export function readRateLimitReset(answer: ReceivedAnswer): number | null {
  const text = answer.header('ratelimit-reset') ?? '';
  return /^\d{1,6}$/.test(text) ? Number(text) : null;
}
