// The simulation from the command line, for as many days as one has patience for:
//   node packages/store/test/simulation/simulate.mjs --days 2000 --seed 7
// Prints the seed, what was simulated, and how often each state met each event.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const folder = await mkdtemp(join(tmpdir(), 'mdh-tokens-simulation-'));
try {
  const outfile = join(folder, 'command.mjs');
  await build({
    entryPoints: [join(import.meta.dirname, 'command.ts')],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  const { simulate } = await import(pathToFileURL(outfile).href);
  process.exitCode = await simulate(process.argv.slice(2));
} finally {
  await rm(folder, { recursive: true, force: true });
}
