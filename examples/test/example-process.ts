// Builds an example and serves it, as its package.json says.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Emulator } from '@mdh-tokens/emulator';
import { onTestFinished } from 'vitest';
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
};

export async function buildExample(name: ExampleName): Promise<void> {
  await promisify(execFile)(nodeFor(name), buildCommands[name], { cwd: join(installed, name), env: quiet });
}

/** @returns its URL; it ends with the test */
export function startExample(name: ExampleName, emulator: Emulator): Promise<string> {
  const env = {
    ...quiet,
    MDH_SERVICE_ACCOUNT: emulator.serviceAccount,
    MDH_PRIVATE_KEY: emulator.privateKey,
    MDH_PROJECT_ID: emulator.projectId,
    MDH_BASE_URL: emulator.url,
    SESSION_SECRET: 'of the test',
    PORT: '0',
  };
  return serve(startCommands[name], join(installed, name), env);
}

/** Starts a server that prints its URL. */
export function serve(args: string[], cwd: string, env: NodeJS.ProcessEnv): Promise<string> {
  const server = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(async () => {
    server.kill();
    if (server.exitCode === null && server.signalCode === null) await once(server, 'exit');
  });
  return new Promise((resolve, reject) => {
    let said = '';
    const read = (text: Buffer): void => {
      said += String(text);
      const url = /http:\/\/(?:localhost|127\.0\.0\.1):(\d+)/.exec(said);
      if (url !== null && !said.includes('▲ Next.js')) resolve(`http://localhost:${url[1]}/`);
      else if (url !== null && said.includes('Ready in')) resolve(`http://localhost:${url[1]}/`);
    };
    server.stdout.on('data', read);
    server.stderr.on('data', read);
    server.once('exit', () => reject(new Error(`the server ended:\n${said}`)));
  });
}
