// The early script as a file, and as a text that a content security policy allows.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { earlyScript } from '../../src/sources/early/index.js';

interface Integrity {
  readonly 'early.js': string;
  readonly inline: { readonly 'early.js': { readonly text: string; readonly csp: string } };
}

const dist = new URL('../../dist/', import.meta.url);
const hash = (algorithm: string) => createHash(algorithm).update(earlyScript).digest('base64');

it('comes as a file with its hash', () => {
  const integrity = JSON.parse(readFileSync(new URL('integrity.json', dist), 'utf8')) as Integrity;
  expect(readFileSync(new URL('early.js', dist), 'utf8')).toBe(earlyScript);
  expect(integrity['early.js']).toBe(`sha384-${hash('sha384')}`);
});

it('stands in integrity.json as a text, with what a policy needs to allow it in the page', () => {
  const integrity = JSON.parse(readFileSync(new URL('integrity.json', dist), 'utf8')) as Integrity;
  const csp = `'sha256-${hash('sha256')}'`;
  expect(integrity.inline).toEqual({ 'early.js': { text: earlyScript, csp } });
});

it('has at most 350 bytes', () => {
  expect(Buffer.byteLength(earlyScript)).toBeLessThanOrEqual(350);
});
