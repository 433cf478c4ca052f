// The service as its own process.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { developmentKey } from '../../authenticator/test/keys.js';
import type { IdentityProvider } from './identity-provider.js';

/** A line of the service's log. */
export interface LogLine {
  message: string;
  port?: number;
  internalPort?: number;
  managementPort?: number;
}

/** Takes what ends something: `onTestFinished`, or a list for `afterAll`. */
export type OnEnd = (end: () => Promise<void>) => void;

/** Starts `mdh-authenticator serve` with nothing but these variables; it ends with the test. */
export async function startProcess(env: Record<string, string>, onEnd: OnEnd = onTestFinished) {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../bin/mdh-authenticator.js'), 'serve'], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit') as Promise<[number | null, string | null]>;
  onEnd(async () => {
    child.kill('SIGKILL');
    await exited;
  });
  const log: LogLine[] = [];
  const errors: string[] = [];
  createInterface(child.stderr).on('line', (line) => errors.push(line));
  const lines = createInterface(child.stdout);
  const until = (message: string) =>
    new Promise<LogLine>((resolve, reject) => {
      const known = log.find((line) => line.message === message);
      if (known !== undefined) return resolve(known);
      const look = (text: string): void => {
        const line = JSON.parse(text) as LogLine;
        if (line.message !== message) return;
        lines.off('line', look);
        resolve(line);
      };
      lines.on('line', look);
      void exited.then(() => reject(new Error(`ended before "${message}": ${errors.join('\n')}`)));
    });
  lines.on('line', (line) => log.push(JSON.parse(line) as LogLine));
  const { port, internalPort, managementPort } = await until('the authenticator listens');
  return {
    child,
    exited,
    log,
    errors,
    until,
    url: `http://127.0.0.1:${port}/token`,
    internalUrl: `http://127.0.0.1:${internalPort}/internal/token`,
    management: (path: string) => fetch(`http://127.0.0.1:${managementPort}${path}`),
  };
}

/** The variables of a service whose users are signed in by `provider`. */
export function environmentFor(identityUrl: string, provider: IdentityProvider): Record<string, string> {
  return {
    MDH_SERVICE_ACCOUNT: 'MyDataHelps.Test',
    MDH_PRIVATE_KEY: developmentKey.replaceAll('\n', String.raw`\n`),
    MDH_BASE_URL: identityUrl,
    HOST: '127.0.0.1',
    PORT: '0',
    MANAGEMENT_PORT: '0',
    JWT_JWKS_URL: provider.jwksUrl,
    JWT_ISSUER: provider.issuer,
    JWT_AUDIENCE: 'app',
    JWT_CLAIM_IS: 'id',
  };
}
