// A process of a fleet, asked over IPC. Whoever waits for one that has died is told so.
import { fork } from 'node:child_process';
import { onTestFinished } from 'vitest';

/** Runs a command in the process. Rejects with what the command threw, and where the process has ended. */
export type Ask = (command: string, details?: object) => Promise<unknown>;

interface Reply {
  id: number;
  result?: unknown;
  error?: string;
}

/** Starts a module that says so when it is ready, and that ends with the test. */
export async function startMember(module: string, options: object): Promise<Ask> {
  const child = fork(module, [JSON.stringify(options)]);
  const waiting = new Map<number, (reply: Reply) => void>();
  let count = 0;
  let end: string | null = null;
  const ended = new Promise<void>((resolve) => {
    child.once('exit', (code, signal) => {
      end = `a member of the fleet has ended (${signal ?? `exit code ${code}`})`;
      for (const [id, settle] of waiting) settle({ id, error: end });
      resolve();
    });
  });
  onTestFinished(async () => {
    if (child.connected) child.disconnect();
    await ended;
  });
  child.on('message', (reply: Reply) => waiting.get(reply.id)?.(reply));

  function waitForReply(id: number): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const settle = ({ result, error }: Reply): void =>
        error === undefined ? resolve(result) : reject(new Error(error));
      if (end === null) waiting.set(id, settle);
      else settle({ id, error: end });
    });
  }

  // What it says when it is ready has the number 0.
  await waitForReply(0);
  return (command, details = {}) => {
    count += 1;
    const reply = waitForReply(count);
    if (child.connected) child.send({ id: count, command, ...details });
    return reply;
  };
}
