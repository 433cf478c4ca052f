// What is shipped: its first statement, its bytes, its README.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bundleBytes } from './bundle-bytes.js';
import { readmeBytes } from './readme-bytes.js';
import { readmeExamples } from './readme-examples.js';

const folder = join(import.meta.dirname, '..');
const entry = join(folder, 'dist/index.js');

it('use client is the first statement of dist', () => {
  expect(readFileSync(entry, 'utf8')).toMatch(/^'use client';\n/);
});

it('without useSdkCall it costs a page no more than 1,000 bytes, and what the README says', async () => {
  const hooks = ['useGetToken', 'useTokenEvent', 'useTokenState', 'useTokenStore'];
  const names = ['TokenGate', 'TokenStoreProvider', ...hooks];
  const bytes = await bundleBytes(entry, names, ['react']);
  expect(bytes).toBeLessThanOrEqual(1_000);
  expect(readmeBytes(folder)).toBe(bytes);
});

it('it needs nothing but React and the store', () => {
  const { dependencies, peerDependencies } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  ) as {
    dependencies?: object;
    peerDependencies: object;
  };
  expect(dependencies).toBeUndefined();
  expect(Object.keys(peerDependencies)).toEqual(['@mdh-tokens/store', 'react']);
});

it.each(readmeExamples(folder))('the README shows %s as it is', (_file, shown, actual) => {
  expect(shown).toBe(actual);
});
