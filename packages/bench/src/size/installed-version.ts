// The version of a package as it is installed here: a lock file may name another than the newest.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const modules = join(import.meta.dirname, '../../node_modules');

export async function installedVersion(packageName: string): Promise<string> {
  const text = await readFile(join(modules, packageName, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
