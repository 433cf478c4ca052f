// A child process that answers questions.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export function startChild(file, args) {
  const child = fork(join(import.meta.dirname, file), args, {
    execArgv: ['--expose-gc'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const answer = async () => (await once(child, 'message'))[0];
  return {
    child,
    started: answer(),
    ask: (question) => {
      const answered = answer();
      child.send(question);
      return answered;
    },
    tell: (message) => child.send(message),
    stop: () => child.disconnect(),
  };
}
