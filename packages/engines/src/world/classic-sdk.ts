// The SDK as a classic script: what its CDN serves, made from the npm file.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** The SDK puts itself on `window.MyDataHelps`; what a classic script may not do is to export. */
export function classicSdk(): string {
  const file = createRequire(import.meta.url).resolve('@careevolution/mydatahelps-js');
  const [code, ...exported] = readFileSync(file, 'utf8').split(/^export \{/m);
  if (exported.length !== 1) throw new Error('the SDK does not export as it did');
  return code!;
}
