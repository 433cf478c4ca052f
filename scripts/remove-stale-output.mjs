// Removes from `dist/` what the compiler made of a source that is gone: it would be packed for ever.
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './repository.mjs';

const mapOfDeclarations = '.d.ts.map';

export function removeStaleOutput({ folder }) {
  const dist = join(root, folder, 'dist');
  if (!existsSync(dist)) return;
  for (const path of readdirSync(dist, { recursive: true })) {
    if (!path.endsWith(mapOfDeclarations)) continue;
    const map = join(dist, path);
    const { sources } = JSON.parse(readFileSync(map, 'utf8'));
    if (sources.some((source) => existsSync(join(dirname(map), source)))) continue;
    const stem = map.slice(0, -mapOfDeclarations.length);
    for (const ending of ['.js', '.js.map', '.d.ts', mapOfDeclarations])
      rmSync(stem + ending, { force: true });
  }
}
