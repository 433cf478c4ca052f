// A module in a process of its own: with its own globals, heap and compiled code.
import { fork } from 'node:child_process';

const keptErrorCharacters = 2_000;

/**
 * @param module must end with `answerParent(…)`. What it prints is dropped: some clients print a lot
 * @param args what it finds in `process.argv`
 */
export function inChildProcess<Answer>(
  module: URL,
  args: readonly string[],
  nodeOptions: readonly string[] = [],
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const child = fork(module, args, {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      execArgv: [...nodeOptions],
    });
    let errors = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      errors = (errors + text).slice(-keptErrorCharacters);
    });
    child.on('message', (answer) => resolve(answer as Answer));
    child.on('error', reject);
    child.on('close', (code) => reject(new Error(`${args.join(' ')} ended with ${code}\n${errors}`)));
  });
}
