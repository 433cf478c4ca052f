// The scripts that the pages load, with their hashes.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
const store = join(dirname(require.resolve('@mdh-tokens/store/package.json')), 'dist');
const sdk = dirname(require.resolve('@careevolution/mydatahelps-js/package.json'));

/** In an app of your own: copy these files out of the packages, and the hashes into the pages. */
export async function readScripts() {
  const sdkModule = await read(sdk, 'MyDataHelps.min.js');
  // CareEvolution's CDN serves the SDK as a classic script. On npm it is a module, which sets the same global.
  const sdkScript = sdkModule.replace(/export\s*\{[^}]*\};?/, '');
  return new Map([
    ['mdh-tokens.global.js', await read(store, 'mdh-tokens.global.js')],
    ['mdh-tokens.js', await read(store, 'mdh-tokens.js')],
    ['MyDataHelps.min.js', sdkScript],
    ['MyDataHelps.module.js', sdkModule],
  ]);
}

/** The hashes that go with the store's files, and our own for the SDK: a CDN says its hash. */
export async function readIntegrity(scripts) {
  const ofStore = JSON.parse(await readFile(join(store, 'integrity.json'), 'utf8'));
  const digest = createHash('sha384').update(scripts.get('MyDataHelps.min.js')).digest('base64');
  return { ...ofStore, 'MyDataHelps.min.js': `sha384-${digest}` };
}

function read(folder, name) {
  return readFile(join(folder, name), 'utf8');
}
