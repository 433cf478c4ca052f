// One visual language: the emulator's pages have the colours of the panel and the demo.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { themeCss } from '../src/style/theme.js';

it('the emulator’s style file is the one that scripts/write-theme.mjs makes', async () => {
  const file = await readFile(join(import.meta.dirname, '../../emulator/assets/theme.css'), 'utf8');
  expect(file.split('\n').slice(1).join('\n')).toBe(themeCss(':root'));
});
