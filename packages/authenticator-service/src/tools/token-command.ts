// mdh-authenticator token
import {
  AuthenticatorError,
  createTokenExchange,
  type ParticipantReference,
} from '@mdh-tokens/authenticator';
import { inVariables } from '../service/assemble-service.js';
import { readExchangeEnvironment } from '../service/environment.js';
import type { Terminal } from './terminal.js';

/** Options of the command. */
export interface TokenCommandOptions {
  participant?: string;
  identifier?: string;
  scope?: string;
  json?: boolean;
}

/** Prints one participant token, for development. Gives the exit code. */
export async function printToken(terminal: Terminal, options: TokenCommandOptions): Promise<number> {
  const reference = toReference(options);
  if (reference === null) {
    terminal.err('Name the participant: --participant ID (a GUID) or --identifier TEXT.');
    return 1;
  }
  const reading = readExchangeEnvironment(terminal.env);
  if (!reading.ok) {
    for (const problem of reading.problems) terminal.err(problem);
    return 1;
  }
  try {
    const exchange = createTokenExchange({ ...reading.value, cache: false });
    const { scope } = options;
    const token = await exchange.participantToken(reference, scope === undefined ? {} : { scope });
    terminal.out(options.json === true ? JSON.stringify(token) : token.access_token);
    if (options.json !== true)
      terminal.err(`Good for ${token.expires_in} s. Do not put it into a page or a file.`);
    return 0;
  } catch (error) {
    if (!(error instanceof AuthenticatorError)) throw error;
    if (options.json === true)
      terminal.out(JSON.stringify({ error: error.code, error_description: error.message }));
    terminal.err(inVariables(error));
    return 1;
  }
}

/** The participant that the options name; `null` unless exactly one is there. */
export function toReference({ participant, identifier }: TokenCommandOptions): ParticipantReference | null {
  if (participant !== undefined && identifier === undefined) return { id: participant };
  if (participant === undefined && identifier !== undefined) return { identifier };
  return null;
}
