// A program that is started for a test file, and ended with it.
import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';

export interface Program {
  /** Waits until the program says this on one of its outputs. */
  untilSays(pattern: RegExp, output?: 2 | 3): Promise<string>;
  end(): Promise<void>;
}

/** @param outputs also opens file descriptor 3, where Xvfb says the number of its display */
export function startProgram(
  command: string,
  args: readonly string[],
  { env = {}, outputs = 2 }: { env?: Readonly<Record<string, string>>; outputs?: 2 | 3 } = {},
): Program {
  const stdio: StdioOptions = ['ignore', 'ignore', 'pipe', ...(outputs === 3 ? (['pipe'] as const) : [])];
  const child = spawn(command, args, { stdio, env: { ...process.env, ...env } });
  return {
    untilSays: (pattern, output = 2) => untilSays(child, { command, pattern, output }),
    async end() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill();
      await gone;
    },
  };
}

/** What else the program says is only wanted where it never says this. */
function untilSays(
  child: ChildProcess,
  { command, pattern, output }: { command: string; pattern: RegExp; output: 2 | 3 },
): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    (child.stdio[output] as Readable).on('data', (chunk) => {
      said += String(chunk);
      const match = pattern.exec(said);
      if (match !== null) resolve(match[1] ?? match[0]);
    });
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`${command} ended before it was ready:\n${said}`)));
  });
}
