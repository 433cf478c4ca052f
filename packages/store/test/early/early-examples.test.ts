// The documentation's ways to send the early request: what a build makes of them.
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type InlineConfig } from 'vite';
import { expect, it, onTestFinished } from 'vitest';
import { earlyScript } from '@mdh-tokens/store/early';
import { head, policy } from '../readme/early-head.js';
import config from '../readme/early-vite.js';

it('a server writes the script with the hash that its policy allows', () => {
  expect(policy).toContain(hashOf(scriptIn(head)));
});

it('Vite writes the script into the page as it is, so that the same hash allows it, and before the app', async () => {
  const { html } = await buildPage(config, 'document.title = "your app";');
  expect(scriptIn(html)).toBe(earlyScript);
  expect(policy).toContain(hashOf(scriptIn(html)));
  expect(html.indexOf('data-authenticator')).toBeLessThan(html.indexOf('type="module"'));
  expect(html).toContain('rel="preconnect"');
});

it('rxjs is smaller by its condition for ES2015', async () => {
  const app =
    "import { BehaviorSubject } from 'rxjs'; document.title = String(new BehaviorSubject(1).value);";
  const { bytes } = await buildPage(config, app);
  const { bytes: without } = await buildPage({ ...config, resolve: {} }, app);
  expect(bytes).toBeLessThan(without);
});

/** A page with one script, built inside the package, where its dependencies are found. */
async function buildPage(settings: InlineConfig, app: string): Promise<{ html: string; bytes: number }> {
  const root = await mkdtemp(join(import.meta.dirname, '../../.early-'));
  onTestFinished(() => rm(root, { recursive: true }));
  await writeFile(join(root, 'index.html'), '<!doctype html><script type="module" src="/app.js"></script>');
  await writeFile(join(root, 'app.js'), app);
  await build({ ...settings, configFile: false, logLevel: 'error', root });
  const assets = join(root, 'dist/assets');
  const [script] = await readdir(assets);
  const code = await readFile(join(assets, script!));
  return { html: await readFile(join(root, 'dist/index.html'), 'utf8'), bytes: code.length };
}

function scriptIn(html: string): string {
  return /<script data-authenticator="\/api\/mydatahelps-token">([^]*?)<\/script>/.exec(html)?.[1] ?? '';
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
