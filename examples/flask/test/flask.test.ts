// The Flask app: its server against the internal endpoint, and its page in Chromium.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endAll, freePort, startApp } from '../../../packages/authenticator-service/test/app-process.js';
import { provide } from '../../../packages/authenticator-service/test/debian-package.js';
import type { OnEnd } from '../../../packages/authenticator-service/test/service-process.js';
import {
  checkSessionServer,
  startSessionServer,
  type SessionServer,
} from '../../../packages/authenticator-service/test/session-server-checks.js';
import { readServiceSettings } from '../../../packages/authenticator-service/src/settings/service-settings.js';
import { readVariables } from '../../../packages/authenticator-service/src/settings/variables.js';
import { launchChromium } from '../../embeddable-host/test/chromium.js';

const folder = join(import.meta.dirname, '..');

async function startFlask(env: Record<string, string>, onEnd: OnEnd): Promise<string> {
  const python = await provide({
    commands: ['python3', '/usr/bin/python3'],
    probe: ['-c', 'import flask'],
    debianPackage: 'python3-flask',
  });
  const port = await freePort();
  const args = ['-m', 'flask', '--app', 'app', 'run', '--port', String(port)];
  return startApp(
    { command: python, args, cwd: folder, env: { FLASK_SECRET_KEY: 'for-tests-only', ...env }, port },
    onEnd,
  );
}

checkSessionServer('Flask', startFlask);

describe('the page', () => {
  const ends: Array<() => Promise<void>> = [];
  let server: SessionServer;
  let browser: Browser;
  beforeAll(async () => {
    await promisify(execFile)('npm', ['run', 'build'], { cwd: folder });
    [server, browser] = await Promise.all([
      startSessionServer(startFlask, (end) => ends.push(end)),
      launchChromium(),
    ]);
  }, 240_000);
  afterAll(async () => {
    await browser.close();
    await endAll(ends);
  });

  test('shows what MyDataHelps knows of whoever signs in, one after the other', async () => {
    const page = await browser.newPage();
    await page.goto(server.url);
    for (const [name, identifier] of [
      ['Ada', 'MDH-1001'],
      ['Grace', 'MDH-1002'],
    ] as const) {
      await page.getByRole('button', { name }).click();
      const line = page.getByText(`(${identifier})`);
      await line.waitFor();
      expect(await line.textContent()).toContain('MyDataHelps knows you as ');
      await page.getByRole('button', { name: 'Sign out' }).click();
    }
    await page.close();
  });

  test('says that somebody takes no part', async () => {
    const page = await browser.newPage();
    await page.goto(server.url);
    await page.getByRole('button', { name: 'Somebody' }).click();
    await page.getByText(/cannot be asked: \w+/).waitFor();
    await page.close();
  });

  test('without a session the page’s script is told so', async () => {
    const page = await browser.newPage();
    await page.goto(server.url);
    const status = await page.evaluate(async () => {
      const answer = await fetch('/api/mydatahelps-token', { method: 'POST' });
      return [answer.status, await answer.json()];
    });
    expect(status).toEqual([401, expect.objectContaining({ error: 'unauthenticated' })]);
    await page.close();
  });
});

test('the README names the versions and ports that there are', async () => {
  const read = (path: string) => readFileSync(join(folder, path), 'utf8');
  const readme = read('README.md');
  const { packageManager } = JSON.parse(read('../../package.json')) as { packageManager: string };
  expect(readme).toContain(`npx --yes ${packageManager} install`);
  const emulator = await promisify(execFile)('npx', ['mdh-emulator', '--help'], { cwd: folder });
  const port = /default (\d+)\)/.exec(emulator.stdout)?.[1];
  expect(readme).toContain(`MDH_BASE_URL=http://localhost:${port}/`);
  const { stdout } = await promisify(execFile)('npx', ['mdh-authenticator', 'serve', '--help'], {
    cwd: folder,
  });
  expect(stdout).toContain('--env-file');
  expect(read('app.py')).toContain(
    `"INTERNAL_PORT", "${readServiceSettings(readVariables({})).values.INTERNAL_PORT}"`,
  );
});
