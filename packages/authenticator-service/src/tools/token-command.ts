// mdh-authenticator token
import { AuthenticatorError } from '@mdh-tokens/authenticator';
import { describeFailure } from '../settings/option-problems.js';
import { describeProblem } from '../settings/setting-problem.js';
import { openExchange } from './open-exchange.js';
import { toReference, type ParticipantOptions } from './participant-option.js';
import type { Terminal } from './terminal.js';

/** Options of the command. */
export interface TokenCommandOptions extends ParticipantOptions {
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
  const opened = openExchange(terminal.env, { cache: false });
  if (!opened.ok) {
    for (const problem of opened.problems) terminal.err(describeProblem(problem));
    return 1;
  }
  try {
    const { scope } = options;
    const token = await opened.exchange.participantToken(reference, scope === undefined ? {} : { scope });
    terminal.out(options.json === true ? JSON.stringify(token) : token.access_token);
    if (options.json !== true)
      terminal.err(`Good for ${token.expires_in} s. Do not put it into a page or a file.`);
    return 0;
  } catch (error) {
    if (!(error instanceof AuthenticatorError)) throw error;
    if (options.json === true)
      terminal.out(JSON.stringify({ error: error.code, error_description: error.message }));
    terminal.err(describeFailure(error, opened.variables));
    return 1;
  }
}
