// npm run docs: builds the site and serves it on this machine until Ctrl-C.
import { join } from 'node:path';
import { root } from '../../../scripts/repository.mjs';
import { runCommand } from '../../../scripts/run-command.mjs';
import { untilSignal } from '../../../scripts/until-signal.mjs';
import { astro, buildSite, nodeForSite } from './build-site.mjs';

const signal = untilSignal();
console.error('Installing what the site needs, and building it: a minute or two …');
const { code, output } = await buildSite(signal);
if (code === 0 && !signal.aborted) {
  const preview = [astro, 'preview', '--root', join(root, 'docs/site'), '--host', '127.0.0.1'];
  await runCommand(nodeForSite(), preview, { show: true, signal, env: { ASTRO_TELEMETRY_DISABLED: '1' } });
} else if (!signal.aborted) {
  console.error(output);
  process.exitCode = 1;
}
