// A child process that answers questions.
import { fork } from 'node:child_process';
import { join } from 'node:path';

export function startChild(file, args) {
  const child = fork(join(import.meta.dirname, file), args, {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ask = (question) =>
    new Promise((resolve, reject) => {
      child.once('message', resolve);
      child.once('error', reject);
      if (question !== undefined) child.send(question);
    });
  return {
    child,
    ask,
    tell: (message) => child.send(message),
    started: ask(),
    stop: () => child.disconnect(),
  };
}
