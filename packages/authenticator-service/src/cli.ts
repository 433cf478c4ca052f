// The command line: mdh-authenticator serve | dev | token | doctor.
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { dev, type DevCommandOptions } from './tools/dev-command.js';
import { EnvFileError, readEnvFile } from './tools/env-file.js';
import { runDoctor, type DoctorCommandOptions } from './tools/doctor-command.js';
import { serve } from './tools/serve-command.js';
import type { Terminal } from './tools/terminal.js';
import { printToken, type TokenCommandOptions } from './tools/token-command.js';

/**
 * Runs a command line.
 *
 * @param args what follows the program's name
 * @param takeSignals called by `serve` and `dev`, which end when the signal aborts
 * @returns the exit code
 */
export async function runCli(
  args: readonly string[],
  terminal: Terminal,
  takeSignals: () => AbortSignal,
): Promise<number> {
  const run: Run = { terminal, takeSignals, exitCode: 0 };
  const program = createProgram(terminal);
  addCommands(program, run);
  for (const command of program.commands) readEnvFileBefore(command, run);
  try {
    await program.parseAsync(args, { from: 'user' });
    return run.exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode;
    if (error instanceof EnvFileError) {
      terminal.err(error.message);
      return 1;
    }
    throw error;
  }
}

/** What commands work with, and how the one that was called ended. */
interface Run {
  /** With the settings of a file, where one is named. */
  terminal: Terminal;
  takeSignals: () => AbortSignal;
  exitCode: number;
}

function createProgram(terminal: Terminal): Command {
  return new Command('mdh-authenticator')
    .description(
      'Participant access tokens for pages that host MyDataHelps. Settings come from environment variables.',
    )
    .version(readVersion())
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out(text.trimEnd()),
      writeErr: (text) => terminal.err(text.trimEnd()),
    });
}

function addCommands(program: Command, run: Run): void {
  program
    .command('serve')
    .description('run the authenticator as a service')
    .action(async () => {
      run.exitCode = await serve(run.terminal, run.takeSignals());
    });
  withParticipant(program.command('dev'))
    .description('run an authenticator for the pages of this machine, for development without a back end')
    .option('--port <number>', 'the port on 127.0.0.1', '8790')
    .action(async (options: DevCommandOptions) => {
      run.exitCode = await dev(run.terminal, options, run.takeSignals());
    });
  withParticipant(program.command('token'))
    .description('print one participant token, for development')
    .option('--json', 'machine-readable output')
    .option('--scope <names>', 'space-separated scopes')
    .action(async (options: TokenCommandOptions) => {
      run.exitCode = await printToken(run.terminal, options);
    });
  withParticipant(program.command('doctor'))
    .description('check key, clock, token endpoint, scopes and look-up, and say what to fix')
    .option('--json', 'machine-readable output')
    .action(async (options: DoctorCommandOptions) => {
      run.exitCode = await runDoctor(run.terminal, options);
    });
}

function readEnvFileBefore(command: Command, run: Run): void {
  command.option('--env-file <file>', 'settings from a .env file; the environment wins');
  command.hook('preAction', () => {
    const { envFile } = command.opts<{ envFile?: string }>();
    if (envFile === undefined) return;
    run.terminal = { ...run.terminal, env: { ...readEnvFile(envFile), ...run.terminal.env } };
  });
}

function readVersion(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

function withParticipant(command: Command): Command {
  return command
    .option('--participant <id>', 'internal participant ID (a GUID)')
    .option('--identifier <text>', 'the project’s identifier of the participant');
}
