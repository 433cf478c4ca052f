// What is shipped: its bytes, what it needs, its README.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bundleBytes } from '../../react/test/bundle-bytes.js';
import { readmeBytes } from '../../react/test/readme-bytes.js';
import { readmeExamples } from '../../react/test/readme-examples.js';

const folder = join(import.meta.dirname, '..');
const textOf = (file: string): string => readFileSync(join(folder, file), 'utf8');

it('without sdkResource it costs a page no more than 800 bytes, and what the README says', async () => {
  const bytes = await bundleBytes(
    join(folder, 'dist/index.js'),
    ['injectTokenState', 'injectTokenStore', 'provideTokenStore', 'tokenInterceptor'],
    [/^@angular/, 'rxjs'],
  );
  expect(bytes).toBeLessThanOrEqual(800);
  expect(readmeBytes(folder)).toBe(bytes);
});

it('it needs nothing but Angular, its rxjs and the store', () => {
  const { dependencies, peerDependencies } = JSON.parse(textOf('package.json')) as Record<string, object>;
  expect(dependencies).toBeUndefined();
  expect(Object.keys(peerDependencies!)).toEqual([
    '@angular/common',
    '@angular/core',
    '@mdh-tokens/store',
    'rxjs',
  ]);
});

it.each(readmeExamples(folder))('the README shows %s as it is', (_file, shown, actual) => {
  expect(shown).toBe(actual);
});
