// Which version of a package the workspace uses: an empty project gets the same.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const home = join(import.meta.dirname, '..');

export function installedVersion(name: string, folder: string = home): string {
  const file = join(folder, 'node_modules', name, 'package.json');
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
  return version;
}
