// The command `mdh-emulator`.
import { readFileSync } from 'node:fs';
import { announce } from './announcement.js';
import { readArguments, usage } from './arguments.js';
import { createEmulator } from '../create-emulator.js';
import { EmulatorError } from '../emulator-error.js';

/**
 * Runs the command until a signal ends it. A mistake of the user is told on stderr, without a stack.
 *
 * @param args the flags, without the program's name
 */
export async function runCli(args: readonly string[]): Promise<void> {
  try {
    await run(args);
  } catch (error) {
    if (!(error instanceof EmulatorError)) throw error;
    process.stderr.write(`mdh-emulator: ${error.message}\n${error.hint}\n`);
    process.exitCode = 1;
  }
}

async function run(args: readonly string[]): Promise<void> {
  const request = readArguments(args);
  if (request.print !== null) {
    process.stdout.write(request.print === 'help' ? usage : `${readVersion()}\n`);
    return;
  }
  const emulator = createEmulator(request.options);
  await emulator.listen(request.port);
  process.stdout.write(announce(emulator));
  const stop = (): void => {
    void emulator.close();
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

function readVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
