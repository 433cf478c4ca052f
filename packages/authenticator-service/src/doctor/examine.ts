// Tries every step of the exchange once and says what to fix.
import {
  AuthenticatorError,
  isLoopback,
  type ParticipantReference,
  type TokenExchange,
  type TokenExchangeOptions,
} from '@mdh-tokens/authenticator';
import type { ExchangeSettings } from '../settings/exchange-settings.js';
import { describeFailure } from '../settings/option-problems.js';
import type { Variables } from '../settings/variables.js';
import { isEmulatorKey } from './emulator-key.js';
import { finding, type Finding } from './finding.js';
import { judgeClock } from './judge-clock.js';

/** What is examined: an exchange that goes to MyDataHelps in the way in which the service goes, and its settings. */
export interface Patient {
  exchange: TokenExchange;
  /** One that has no service token yet. */
  another(): TokenExchange;
  settings: ExchangeSettings;
  variables: Variables;
  /** How far this machine's clock was ahead of MyDataHelps' in the first call; `null` where that is not known. */
  skewSeconds(): number | null;
}

/**
 * Checks the exchange against the MyDataHelps it names, in the order in which its steps depend on each other.
 *
 * @param participant a participant to try the last steps with
 */
export async function examine(
  patient: Patient,
  participant: ParticipantReference | null,
): Promise<Finding[]> {
  const { exchange, settings } = patient;
  const findings = [finding('configuration', 'ok', 'the private key and the settings are well formed')];
  const { keyFile } = settings;
  if (keyFile !== null) findings.push(finding('private key', 'warn', `${keyFile.note}. ${keyFile.hint}`));
  if (isForeignKey(settings.options)) return [...findings, foreignKey];
  const service = await attempt(() => exchange.serviceToken());
  findings.push(judgeEndpoint(service.error, patient), judgeClock(patient.skewSeconds()));
  if (service.error !== null) return [...findings, fail('service token', service.error, patient)];
  findings.push(finding('service token', 'ok', 'the identity server accepts the service account'));
  if (participant !== null) return [...findings, ...(await examineParticipant(patient, participant))];
  const how = 'name a participant with --participant or --identifier to try it';
  return [...findings, finding('look-up', 'skip', how), finding('participant token', 'skip', how)];
}

async function examineParticipant(patient: Patient, participant: ParticipantReference): Promise<Finding[]> {
  const { exchange, settings } = patient;
  const lookUp = await tryLookUp(patient, participant);
  if (lookUp.result === 'fail') return [lookUp];
  let token = await attempt(() => exchange.participantToken(participant));
  // Whether the service token or the participant was meant, a service token tells that is fetched for this call.
  if (isDoubtful(token.error)) token = await attempt(() => patient.another().participantToken(participant));
  if (token.error === null) {
    const scopes = scopesOf(settings.options).join(' ');
    const text = `a token with the scope "${scopes}", good for ${token.value.expires_in} s`;
    return [lookUp, finding('participant token', 'ok', text)];
  }
  const refused = await findRefusedScopes(patient, participant, token.error);
  return [lookUp, refused ?? fail('participant token', token.error, patient)];
}

async function tryLookUp(patient: Patient, participant: ParticipantReference): Promise<Finding> {
  if (!('identifier' in participant)) {
    return finding('look-up', 'skip', 'not needed for an internal ID; try one with --identifier');
  }
  const found = await attempt(() => patient.exchange.findParticipant(participant.identifier));
  if (found.error !== null) return fail('look-up', found.error, patient);
  if (found.value !== null)
    return finding('look-up', 'ok', 'the identifier leads to an internal participant ID');
  const project = patient.variables.nameOf('MDH_PROJECT_ID');
  return finding('look-up', 'fail', `the project of ${project} has no participant with this identifier`);
}

function isDoubtful(error: unknown): boolean {
  return (
    error instanceof AuthenticatorError &&
    error.code === 'unavailable' &&
    error.upstream?.error === 'invalid_grant'
  );
}

/** One wrong name fails the whole request, so each is tried alone. */
async function findRefusedScopes(
  { exchange, settings }: Patient,
  participant: ParticipantReference,
  error: unknown,
): Promise<Finding | null> {
  if (!(error instanceof AuthenticatorError) || error.upstream?.error !== 'invalid_scope') return null;
  const refused: string[] = [];
  for (const scope of scopesOf(settings.options)) {
    const alone = await attempt(() => exchange.participantToken(participant, { scope }));
    if (alone.error !== null) refused.push(scope);
  }
  const names = refused.length === 0 ? 'their combination' : refused.join(', ');
  return finding(
    'participant token',
    'fail',
    `the identity server refuses of MDH_SCOPE: ${names}. Compare with the table in the MyDataHelps documentation.`,
  );
}

/** A refusal is an answer, too: it has a code of OAuth (RFC 6749 section 5.2). */
function judgeEndpoint(error: unknown, patient: Patient): Finding {
  const answered =
    error === null || (error instanceof AuthenticatorError && error.upstream?.error !== undefined);
  return answered ? finding('token endpoint', 'ok', 'it answers') : fail('token endpoint', error, patient);
}

/** The emulator's own key, and no emulator: everybody has that key, so MyDataHelps knows it from nobody. */
function isForeignKey(options: TokenExchangeOptions): boolean {
  const { hostname } = new URL(hostUrlOf(options));
  return typeof options.privateKey === 'string' && isEmulatorKey(options.privateKey) && !isLoopback(hostname);
}

const foreignKey = finding(
  'private key',
  'fail',
  'this is the key of the emulator, which everybody has, and MDH_BASE_URL or MDH_TOKEN_URL is not an emulator. Make a key pair for your service account in MyDataHelps Designer.',
);

function hostUrlOf({ tokenUrl, baseUrl }: TokenExchangeOptions): string {
  return tokenUrl ?? baseUrl ?? 'https://mydatahelps.org/';
}

function scopesOf({ scope }: TokenExchangeOptions): string[] {
  return (scope ?? 'api').split(/[\s,]+/).filter((name) => name !== '');
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

function fail(check: Finding['check'], error: unknown, { variables }: Patient): Finding {
  const said = error instanceof AuthenticatorError ? describeUpstream(error) : '';
  return finding(check, 'fail', `${describeFailure(error, variables)}${said}`);
}

/** The identity server's own code, or why there was no answer. */
function describeUpstream({ code, upstream }: AuthenticatorError): string {
  const cause = upstream?.error ?? upstream?.fault ?? (code === 'timeout' ? code : undefined);
  return cause === undefined ? '' : ` (${cause})`;
}
