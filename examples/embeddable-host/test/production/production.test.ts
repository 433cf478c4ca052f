import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundlers, writeEntry, writePlainSources } from './bundle.js';

/** Texts of the panel that no minifier changes. */
const marks = [
  'mdh-tokens-recording',
  'Arrow keys go from mark to mark',
  'An SDK call now',
  'Recorded since',
];
const stubMark = 'is a stub: import';

describe.each(Object.entries(bundlers))('%s', (_name, bundle) => {
  let folder: string;

  beforeAll(async () => {
    folder = await writePlainSources();
  });

  afterAll(() => rm(folder, { recursive: true }));

  const found = (text: string): string[] => marks.filter((mark) => text.includes(mark));

  it('builds the demo for production without a byte of the panel', async () => {
    const text = await bundle(join(folder, 'main.js'), 'production');
    // The page itself is in it.
    expect(text).toContain('/demo/settings');
    expect([...found(text), ...(text.includes(stubMark) ? [stubMark] : [])]).toEqual([]);
  });

  it('builds the demo for development with the panel', async () => {
    expect(found(await bundle(join(folder, 'main.js'), 'development'))).toEqual(marks);
  });

  it('gives a plain import the stub in production, and the panel under the condition for development', async () => {
    const entry = await writeEntry(
      folder,
      'plain.js',
      "import { createRecorder, mountDevtools } from '@mdh-tokens/devtools';\nmountDevtools(window.store, { recorder: createRecorder() });\n",
    );
    const production = await bundle(entry, 'production');
    expect(found(production)).toEqual([]);
    expect(production).toContain(stubMark);
    expect(found(await bundle(entry, 'development'))).toEqual(marks);
  });
});
