// The command `mdh-emulator`.
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { announce } from './announcement.js';
import { readArguments, usage } from './arguments.js';
import { createEmulator } from '../create-emulator.js';
import { EmulatorError } from '../emulator-error.js';
import type { EmulatorOptions } from '../emulator-options.js';
import { readRecording, toLine } from '../recording/read-recording.js';
import type { RecordedCall } from '../recording/recorded-call.js';
import { replayCalls } from '../replay-calls.js';
import { cannotUse, readTextFile } from './json-file.js';

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
  if (request.replay !== null) return replay(request.replay, request.options);
  const onCall = request.record === null ? undefined : startRecording(request.record);
  const emulator = createEmulator({ ...request.options, ...(onCall === undefined ? {} : { onCall }) });
  await emulator.listen(request.port);
  process.stdout.write(announce(emulator));
  const stop = (): void => {
    void emulator.close();
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

/** Empties the file at once, so that a path that cannot be written to is told before anybody calls. */
function startRecording(path: string): (call: RecordedCall) => void {
  try {
    writeFileSync(path, '');
  } catch (cause) {
    throw cannotUse({ flag: '--record', path }, 'write', cause);
  }
  return (call) => appendFileSync(path, toLine(call));
}

/** Ends with 1 when something is answered differently, so that a script notices. */
async function replay(path: string, options: EmulatorOptions): Promise<void> {
  const calls = readRecording(readTextFile({ flag: '--replay', path }), path);
  const differences = await replayCalls(calls, options);
  for (const { line, method, path: called, recorded, replayed } of differences) {
    const what =
      recorded.status === replayed.status
        ? `${recorded.status}, but the answer has another form`
        : `${replayed.status}, recorded was ${recorded.status}`;
    process.stdout.write(`line ${line}: ${method} ${called}: ${what}\n`);
  }
  process.stdout.write(`${calls.length} calls, ${differences.length} answered differently\n`);
  if (differences.length > 0) process.exitCode = 1;
}

function readVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
