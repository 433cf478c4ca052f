// The examples of a package's README, each beside the file that is compiled and run.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @returns file, what the README shows, what the file says; throws if an example is no file */
export function readmeExamples(folder: string): [string, string, string][] {
  const readme = readFileSync(join(folder, 'README.md'), 'utf8');
  const examples = [...readme.matchAll(/<!-- example: (\S+) -->\n```[a-z]+\n([^]*?)```/g)];
  const blocks = readme.match(/```(ts|tsx|js|vue|svelte|html)\n/g) ?? [];
  if (blocks.length !== examples.length) throw new Error('the README has an example that is not a file');
  return examples.map(([, file = '', shown = '']) => [file, shown, readFileSync(join(folder, file), 'utf8')]);
}
