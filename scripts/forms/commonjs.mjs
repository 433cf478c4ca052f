// The CommonJS files of a package and their declarations, for a `require` in a Node that cannot require ES modules.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { rolldown } from 'rolldown';
import { root } from '../repository.mjs';
import { entriesOf } from '../workspace.mjs';
import { writeThirdParty } from './third-party.mjs';

/** Whether a package can be required: it has entries with the condition `require`. */
export function hasCommonJs({ manifest }) {
  return requiredFiles(manifest).length > 0;
}

/**
 * Builds `dist/cjs/`: what Node can require stays outside, and what comes as ES modules only is built in. Rolldown and
 * not esbuild, since several entries must share one copy of the code between them.
 */
export async function buildCommonJs({ folder, manifest }) {
  const home = join(root, folder);
  const out = join(home, 'dist/cjs');
  rmSync(out, { recursive: true, force: true });
  const bundle = await rolldown({
    input: Object.fromEntries(requiredFiles(manifest).map((file) => inputOf(file, home))),
    platform: 'node',
    resolve: { conditionNames: ['node', 'import'] },
    external: (id, importer) => isLeftOutside(id, importer, home),
    onLog: refuseWarnings,
  });
  const { output } = await bundle.write({
    dir: out,
    format: 'cjs',
    exports: 'named',
    chunkFileNames: '[name].js',
    sourcemap: true,
  });
  await bundle.close();
  writeThirdParty(
    out,
    output.flatMap(({ moduleIds = [] }) => moduleIds),
  );
  writeFileSync(join(out, 'package.json'), '{ "type": "commonjs" }\n');
  copyDeclarations(join(home, 'dist'), out);
}

function requiredFiles(manifest) {
  return entriesOf(manifest).flatMap(({ required }) => (required === null ? [] : [required]));
}

/** `./dist/cjs/NAME.js` is made of `./dist/NAME.js`. */
function inputOf(file, home) {
  const path = relative('dist/cjs', file);
  return [path.slice(0, -'.js'.length), join(home, 'dist', path)];
}

function isLeftOutside(id, importer, home) {
  if (isBuiltin(id)) return true;
  if (/^[./#]|^\w:/.test(id)) return false;
  // What a built-in package needs is no dependency of ours: it goes in as well.
  if (importer?.includes('node_modules')) return false;
  return isRequirable(join(home, 'node_modules', packageOf(id)));
}

function packageOf(id) {
  return id
    .split('/')
    .slice(0, id.startsWith('@') ? 2 : 1)
    .join('/');
}

function isRequirable(home) {
  const { type, exports, main } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  return type !== 'module' || /"require"|\.cjs"/.test(JSON.stringify([exports, main]));
}

function refuseWarnings(level, log) {
  if (level === 'warn') throw new Error(`the CommonJS form: ${log.message}`);
}

/** The same declarations again: a `.d.ts` declares the kind of module that the package.json nearest to it names. */
function copyDeclarations(from, to) {
  for (const path of readdirSync(from, { recursive: true })) {
    if (!path.endsWith('.d.ts') || path.startsWith('cjs')) continue;
    const text = readFileSync(join(from, path), 'utf8').replace(/^\/\/# sourceMappingURL=.*\n?/m, '');
    mkdirSync(dirname(join(to, path)), { recursive: true });
    writeFileSync(join(to, path), text);
  }
}
