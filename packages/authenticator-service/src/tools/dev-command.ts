// mdh-authenticator dev
import { once } from 'node:events';
import { AuthenticatorError, type Logger } from '@mdh-tokens/authenticator';
import { createDevEndpoint } from '../dev/dev-endpoint.js';
import { openListener, toServer, type Listener } from '../service/listener.js';
import { describeFailure } from '../settings/option-problems.js';
import { describeProblem } from '../settings/setting-problem.js';
import { openExchange } from './open-exchange.js';
import { toReference, type ParticipantOptions } from './participant-option.js';
import type { Terminal } from './terminal.js';

/** Options of the command. */
export interface DevCommandOptions extends ParticipantOptions {
  port: string;
}

/** Nobody but this machine reaches it. */
const host = '127.0.0.1';

/** Runs an authenticator for the pages of this machine until `stopSignal` aborts. Gives the exit code. */
export async function dev(
  terminal: Terminal,
  options: DevCommandOptions,
  stopSignal: AbortSignal,
): Promise<number> {
  const participant = toReference(options);
  if (participant === null)
    return complain(terminal, 'Name the participant: --identifier TEXT or --participant ID (a GUID).');
  if (!/^\d{1,5}$/.test(options.port)) return complain(terminal, '--port is not a port.');
  const logger = createTerminalLogger(terminal);
  const opened = openExchange(terminal.env, { logger });
  if (!opened.ok) return complain(terminal, ...opened.problems.map(describeProblem));
  try {
    await opened.exchange.participantToken(participant);
  } catch (error) {
    terminal.err(`There is no token for this participant: ${describeFailure(error, opened.variables)}`);
    // The page tries again by itself; what is no trouble of the moment has to be mended here.
    if (!isOfTheMoment(error)) return 1;
  }
  const endpoint = createDevEndpoint({ exchange: opened.exchange, participant, logger });
  const listener = await openListener(toServer(endpoint, logger), { host, port: Number(options.port) }).catch(
    (error: unknown) => {
      const { code = 'unknown error' } = error as { code?: string };
      terminal.err(`Port ${options.port} cannot be had (${code}). Choose another with --port.`);
      return null;
    },
  );
  if (listener === null) return 1;
  announce(terminal, listener, opened.settings.options.baseUrl);
  if (!stopSignal.aborted) await once(stopSignal, 'abort');
  await listener.close(0);
  return 0;
}

/** One line to paste; the page's own imports are the developer's. */
function announce(terminal: Terminal, { port }: Listener, baseUrl: string | undefined): void {
  const where = baseUrl === undefined ? '' : `, baseUrl: '${baseUrl}'`;
  terminal.out('Every page of this machine gets this participant’s token from here. In the page:');
  terminal.out('');
  terminal.out(
    `const store = createTokenStore({ authenticator: 'http://${host}:${port}/', sdk: MyDataHelps${where} });`,
  );
  terminal.out('');
  terminal.out('Ctrl-C stops it.');
}

function isOfTheMoment(error: unknown): boolean {
  const passing = ['rate_limited', 'bad_gateway', 'unavailable', 'timeout'];
  return error instanceof AuthenticatorError && passing.includes(error.code);
}

/** A person reads it, so it has sentences and no JSON. */
function createTerminalLogger(terminal: Terminal): Logger {
  const write = ({ reason, hint }: Record<string, unknown>, message: string): void =>
    terminal.err([message, reason, hint].filter((part) => typeof part === 'string').join('. '));
  return { warn: write, error: write };
}

function complain(terminal: Terminal, ...lines: string[]): number {
  for (const line of lines) terminal.err(line);
  return 1;
}
