// The bytes that a binding adds to a page, as its README says them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @param folder of the binding */
export function readmeBytes(folder: string): number {
  const [, bytes] = /adds\s([\d,]+)\sbytes to a page/.exec(readFileSync(join(folder, 'README.md'), 'utf8'))!;
  return Number(bytes!.replace(',', ''));
}
