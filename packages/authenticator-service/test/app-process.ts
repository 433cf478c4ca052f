// An app's server in another language, as its own process.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { OnEnd } from './service-process.js';

/** A port of 127.0.0.1 that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Ends what was begun, the last first. */
export async function endAll(ends: Array<() => Promise<void>>): Promise<void> {
  for (let end = ends.pop(); end !== undefined; end = ends.pop()) await end();
}

/** What to start, and the port on which it will answer. */
export interface AppCommand {
  command: string;
  args: string[];
  cwd: string;
  env: Record<string, string>;
  port: number;
}

/** Starts it and waits until it takes connections. Gives its URL; it ends by `onEnd`. */
export async function startApp({ command, args, cwd, env, port }: AppCommand, onEnd: OnEnd): Promise<string> {
  const child = spawn(command, args, {
    cwd,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  onEnd(async () => {
    child.kill('SIGKILL');
    await exited;
  });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text: Buffer) => said.push(String(text)));
  while (!(await takesConnections(port))) {
    if (child.exitCode !== null) throw new Error(`${command} has ended: ${said.join('')}`);
    await sleep(100);
  }
  return `http://127.0.0.1:${port}`;
}

function takesConnections(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('close', () => socket.destroy());
    socket.once('connect', () => socket.destroy());
  });
}
