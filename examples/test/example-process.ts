// Builds an example and serves it, as its package.json says.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Emulator } from '@mdh-tokens/emulator';
import { comes } from './comes.js';
import { installed } from './installed-examples.js';

const runtimes = join(import.meta.dirname, '../../packages/authenticator/test/runtimes/node_modules');

export type ExampleName = 'react' | 'vue' | 'svelte' | 'angular' | 'next';

/** The newest Angular's command wants a newer Node than this may be. */
const nodeFor = (name: ExampleName): string =>
  name === 'angular' ? join(runtimes, 'node-22/bin/node') : process.execPath;

const commands = {
  vite: join(installed, 'node_modules/vite/bin/vite.js'),
  ng: join(installed, 'node_modules/@angular/cli/bin/ng.js'),
  next: join(installed, 'node_modules/next/dist/bin/next'),
};

const buildCommands: Record<ExampleName, string[]> = {
  react: [commands.vite, 'build'],
  vue: [commands.vite, 'build'],
  svelte: [commands.vite, 'build'],
  angular: [commands.ng, 'build'],
  next: [commands.next, 'build'],
};

const startCommands: Record<ExampleName, string[]> = {
  react: ['../server/server.js', 'dist'],
  vue: ['../server/server.js', 'dist'],
  svelte: ['../server/server.js', 'dist'],
  angular: ['../server/server.js', 'dist/browser'],
  next: [commands.next, 'start', '--hostname=127.0.0.1', '--port=0'],
};

const quiet = {
  ...process.env,
  NEXT_TELEMETRY_DISABLED: '1',
  NG_CLI_ANALYTICS: 'false',
  NODE_ENV: 'production',
  // In a CI, Vite writes its port in bold, and then it is no URL any more.
  NO_COLOR: '1',
  FORCE_COLOR: undefined,
};

export async function buildExample(name: ExampleName): Promise<void> {
  await promisify(execFile)(nodeFor(name), buildCommands[name], { cwd: join(installed, name), env: quiet });
}

/** A server that listens. */
export interface Served {
  readonly url: string;
  stop(): Promise<void>;
}

export function startExample(name: ExampleName, emulator: Emulator): Promise<Served> {
  return serve(startCommands[name], join(installed, name), environmentOf(emulator));
}

/** What a server is told of MyDataHelps, here the emulator. */
export function environmentOf(emulator: Emulator): NodeJS.ProcessEnv {
  return {
    ...quiet,
    MDH_SERVICE_ACCOUNT: emulator.serviceAccount,
    MDH_PRIVATE_KEY: emulator.privateKey,
    MDH_PROJECT_ID: emulator.projectId,
    MDH_BASE_URL: emulator.url,
    SESSION_SECRET: 'of the test',
    PORT: '0',
  };
}

/** Starts a server that prints its URL. */
export async function serve(args: string[], cwd: string, env: NodeJS.ProcessEnv): Promise<Served> {
  const server = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const stop = async (): Promise<void> => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const gone = once(server, 'exit');
    server.kill();
    await gone;
  };
  let said = '';
  const printed = new Promise<string>((resolve, reject) => {
    const read = (text: Buffer): void => {
      said += String(text);
      const port = /http:\/\/(?:localhost|127\.0\.0\.1):(\d+)/.exec(said)?.[1];
      // Next prints its address before it listens.
      const listens = !said.includes('Next.js') || said.includes('Ready in');
      if (port !== undefined && listens) resolve(`http://localhost:${port}/`);
    };
    server.stdout.on('data', read);
    server.stderr.on('data', read);
    server.once('exit', () => reject(new Error(`the server ended:\n${said}`)));
  });
  try {
    return { url: await comes('the address of a server', printed, () => `It said:\n${said}`), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
