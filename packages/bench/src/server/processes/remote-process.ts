// A process of its own, called like an object whose methods take a moment.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Call, Methods, Outcome } from './serve-parent.js';

/** The parent's end of a process. */
export interface RemoteProcess<Api> {
  /** Rejects with what the method threw, or when the process ends before it answers. */
  call<Name extends keyof Api & string>(
    name: Name,
    ...args: Api[Name] extends (...args: infer Args) => unknown ? Args : never
  ): Promise<Api[Name] extends (...args: never[]) => infer Result ? Awaited<Result> : never>;
  /** Ends the process at once: its sockets are reset. Safe to call again. */
  stop(): Promise<void>;
}

/**
 * Starts a module that calls `serveParent`. The process ends with this one, however this one ends.
 *
 * @param module the built file's URL
 */
export function startProcess<Api extends Methods<Api>>(module: URL): RemoteProcess<Api> {
  const child = fork(fileURLToPath(module), {
    // For heap sizes after a collection.
    execArgv: ['--expose-gc'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const waiting = new Map<number, (outcome: Outcome) => void>();
  let calls = 0;
  child.on('message', (outcome: Outcome) => waiting.get(outcome.id)?.(outcome));
  child.once('exit', () => {
    for (const [id, settle] of waiting) settle({ id, problem: `the process of ${module.pathname} ended` });
  });
  return {
    call(name, ...args) {
      const id = (calls += 1);
      return new Promise((resolve, reject) => {
        waiting.set(id, (outcome) => {
          waiting.delete(id);
          if ('problem' in outcome) reject(new Error(outcome.problem));
          else resolve(outcome.result as never);
        });
        child.send({ id, name, args } satisfies Call, (error) => {
          if (error !== null) waiting.get(id)?.({ id, problem: error.message });
        });
      });
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}
