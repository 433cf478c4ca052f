// Writes the emulator's style of colours and type from the one that the panel and the demo use. The emulator cannot import
// it: an emulator that needed the store would be no small tool. A test of devtools holds both to each other.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './repository.mjs';

const { themeCss } = await import(pathToFileURL(join(root, 'packages/devtools/dist/style/theme.js')).href);
const note =
  '/* Made by scripts/write-theme.mjs from packages/devtools/src/style/theme.ts, which all pages share. */';
writeFileSync(join(root, 'packages/emulator/assets/theme.css'), `${note}\n${themeCss(':root')}`);
