// Installs what the site needs, which is not part of the repository's own install, and builds the site into docs/dist.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { install } from '../../../scripts/install.mjs';
import { packageManager, root } from '../../../scripts/repository.mjs';
import { runCommand } from '../../../scripts/run-command.mjs';
import { referenceOfApi } from './api.mjs';
import { finishPages } from './finish-pages.mjs';
import { stage } from './stage.mjs';

const docs = join(root, 'docs');
const tools = join(docs, 'node_modules');

/** Astro needs Node 22.12: the alias package where there is one for this machine, else the Node that runs this. */
export function nodeForSite() {
  const own = join(tools, 'node-22/bin/node');
  return existsSync(own) ? own : process.execPath;
}

export const astro = join(tools, 'astro/bin/astro.mjs');

/** @returns {Promise<{ code: number, output: string }>} of the first step that fails, else of the last */
export async function buildSite(signal) {
  // The packages' own dependencies are part of their types, which the API reference names.
  const packages = await install({ signal });
  if (packages.code !== 0) return packages;
  const installed = await runCommand(
    'npx',
    [
      '--yes',
      packageManager,
      '--dir',
      docs,
      'install',
      '--frozen-lockfile',
      '--ignore-scripts',
      '--config.engine-strict=false',
      '--reporter=append-only',
    ],
    { signal },
  );
  if (installed.code !== 0) return installed;
  stage({ root, content: join(docs, '.cache/content'), assets: join(docs, '.cache/assets') });
  const api = await referenceOfApi({ node: nodeForSite(), docs, signal });
  if (api.code !== 0) return api;
  const env = { ASTRO_TELEMETRY_DISABLED: '1' };
  // --force: pages that were rendered before would keep the look of that time.
  const built = await runCommand(nodeForSite(), [astro, 'build', '--force', '--root', join(docs, 'site')], {
    env,
    signal,
  });
  if (built.code === 0) finishPages(join(docs, 'dist'));
  return built;
}
