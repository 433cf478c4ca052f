// The single files of a package, for pages without a bundler: an ES module and a classic script with all inside.
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { root } from '../repository.mjs';
import { writeIntegrity } from './integrity.mjs';
import { writeThirdParty } from './third-party.mjs';

const suffix = '.global.js';

/**
 * Whether a package comes as single files, which its field `unpkg` says: `./dist/NAME.global.js` is the classic script,
 * `./dist/NAME.js` the module, and the script's global is NAME in Pascal case.
 */
export function hasSingleFile({ manifest }) {
  return manifest.unpkg?.endsWith(suffix) ?? false;
}

export async function buildSingleFile({ folder, manifest }) {
  const dist = join(root, folder, 'dist');
  const name = basename(manifest.unpkg, suffix);
  const forms = [
    { file: `${name}.js`, format: 'esm' },
    { file: `${name}${suffix}`, format: 'iife', globalName: pascalCase(name) },
  ];
  const inside = new Set();
  for (const { file, ...form } of forms) {
    const { metafile } = await build({
      ...form,
      entryPoints: [join(dist, 'index.js')],
      outfile: join(dist, file),
      bundle: true,
      minify: true,
      target: 'es2019',
      // Rxjs for ES5 is larger, and helps no browser that can run the rest.
      conditions: ['es2015'],
      platform: 'browser',
      sourcemap: true,
      metafile: true,
      absWorkingDir: join(root, folder),
      banner: {
        js: `/*! ${manifest.name} ${manifest.version}, ${manifest.license}. Others' licences: THIRD-PARTY.txt */`,
      },
      logLevel: 'warning',
    });
    for (const input of Object.keys(metafile.inputs)) inside.add(join(root, folder, input));
  }
  writeThirdParty(dist, inside);
  writeIntegrity(dist, { files: forms.map(({ file }) => file), inline: ['early.js'] });
}

function pascalCase(name) {
  return name.replace(/(?:^|-)(\w)/g, (_, letter) => letter.toUpperCase());
}
