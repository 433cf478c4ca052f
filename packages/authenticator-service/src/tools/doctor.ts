// Tries every step of the exchange once and says what to fix.
import {
  AuthenticatorError,
  createDefaultFetch,
  createTokenExchange,
  type ParticipantReference,
  type TokenExchange,
  type TokenExchangeOptions,
} from '@mdh-tokens/authenticator';
import { inVariables } from '../service/assemble-service.js';

/** One line of the report. `skip`: could not be tried, and the text says what for. */
export interface Finding {
  check: 'configuration' | 'token endpoint' | 'clock' | 'service token' | 'look-up' | 'participant token';
  result: 'ok' | 'fail' | 'skip';
  text: string;
}

/** The assertion is good for 200 s, and some servers allow no difference at all. */
const mostSkewSeconds = 30;

/**
 * Checks the options against the MyDataHelps they name, in the order in which they depend on each other.
 *
 * @param participant a participant to try the last steps with
 */
export async function examine(
  options: TokenExchangeOptions,
  participant: ParticipantReference | null,
): Promise<Finding[]> {
  const observed = observe(options.fetch ?? createDefaultFetch());
  let exchange: TokenExchange;
  try {
    exchange = createTokenExchange({ ...options, cache: false, fetch: observed.fetch });
  } catch (error) {
    return [fail('configuration', error)];
  }
  const findings: Finding[] = [ok('configuration', 'the private key and the settings are well formed')];
  const service = await attempt(() => exchange.serviceToken());
  findings.push(judgeEndpoint(observed.answered(), service.error), judgeClock(observed.skewSeconds()));
  if (service.error !== null) return [...findings, fail('service token', service.error)];
  findings.push(ok('service token', 'the identity server accepts the service account'));
  if (participant === null) {
    const how = 'name a participant with --participant or --identifier to try it';
    return [...findings, skip('look-up', how), skip('participant token', how)];
  }
  return [...findings, ...(await examineParticipant(exchange, options, participant))];
}

async function examineParticipant(
  exchange: TokenExchange,
  options: TokenExchangeOptions,
  participant: ParticipantReference,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  if ('identifier' in participant) {
    const found = await attempt(() => exchange.findParticipant(participant.identifier));
    if (found.error !== null) return [fail('look-up', found.error)];
    if (found.value === null) {
      return [
        {
          check: 'look-up',
          result: 'fail',
          text: 'the project of MDH_PROJECT_ID has no participant with this identifier',
        },
      ];
    }
    findings.push(ok('look-up', 'the identifier leads to an internal participant ID'));
  } else {
    findings.push(skip('look-up', 'not needed for an internal ID; try one with --identifier'));
  }
  const token = await attempt(() => exchange.participantToken(participant));
  if (token.error === null) {
    const text = `a token with the scope "${scopesOf(options).join(' ')}", good for ${token.value.expires_in} s`;
    return [...findings, ok('participant token', text)];
  }
  const refused = await findRefusedScopes(exchange, options, participant, token.error);
  return [...findings, refused ?? fail('participant token', token.error)];
}

/** One wrong name fails the whole request, so each is tried alone. */
async function findRefusedScopes(
  exchange: TokenExchange,
  options: TokenExchangeOptions,
  participant: ParticipantReference,
  error: unknown,
): Promise<Finding | null> {
  if (!(error instanceof AuthenticatorError) || error.upstream?.error !== 'invalid_scope') return null;
  const refused: string[] = [];
  for (const scope of scopesOf(options)) {
    const alone = await attempt(() => exchange.participantToken(participant, { scope }));
    if (alone.error !== null) refused.push(scope);
  }
  const names = refused.length === 0 ? 'their combination' : refused.join(', ');
  return {
    check: 'participant token',
    result: 'fail',
    text: `the identity server refuses of MDH_SCOPE: ${names}. Compare with the table in the MyDataHelps documentation.`,
  };
}

function scopesOf({ scope }: TokenExchangeOptions): string[] {
  return (scope ?? 'api').split(/[\s,]+/).filter((name) => name !== '');
}

function judgeEndpoint(answered: boolean, error: unknown): Finding {
  const misplaced =
    error instanceof AuthenticatorError &&
    (error.code === 'bad_gateway' || /no token endpoint/.test(error.message));
  if (answered && !misplaced) return ok('token endpoint', 'it answers');
  return fail('token endpoint', error);
}

function judgeClock(skewSeconds: number | null): Finding {
  if (skewSeconds === null) return skip('clock', 'the server told no time to compare with');
  const off = Math.round(Math.abs(skewSeconds));
  if (off <= mostSkewSeconds) return ok('clock', `${off} s from the server's`);
  return {
    check: 'clock',
    result: 'fail',
    text: `this machine's clock is ${off} s ${skewSeconds > 0 ? 'ahead of' : 'behind'} the server's. Turn time synchronisation on.`,
  };
}

/** Watches the answers that pass: whether there are any, and what time it is there. */
function observe(inner: typeof fetch) {
  let answered = false;
  let skewSeconds: number | null = null;
  const watching: typeof fetch = async (input, init) => {
    const before = Date.now();
    const response = await inner(input, init);
    const date = Date.parse(response.headers.get('date') ?? '');
    // `Date` has whole seconds: compare with the middle of the call, half a second taken off.
    if (!answered && !Number.isNaN(date)) skewSeconds = ((before + Date.now()) / 2 - date - 500) / 1000;
    answered = true;
    return response;
  };
  return { fetch: watching, answered: () => answered, skewSeconds: () => skewSeconds };
}

async function attempt<T>(
  step: () => Promise<T>,
): Promise<{ value: T; error: null } | { value: null; error: Error }> {
  try {
    return { value: await step(), error: null };
  } catch (error) {
    return { value: null, error: error instanceof Error ? error : new Error('unknown', { cause: error }) };
  }
}

function ok(check: Finding['check'], text: string): Finding {
  return { check, result: 'ok', text };
}

function skip(check: Finding['check'], text: string): Finding {
  return { check, result: 'skip', text };
}

function fail(check: Finding['check'], error: unknown): Finding {
  if (!(error instanceof AuthenticatorError)) throw error;
  const { upstream } = error;
  const said =
    upstream?.error === undefined
      ? ''
      : ` (${upstream.error}${upstream.description === undefined ? '' : `: ${upstream.description}`})`;
  return { check, result: 'fail', text: `${inVariables(error)}${said}` };
}
