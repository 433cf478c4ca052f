// npm run docs:examples: puts the files that the pages name as examples into them, as they are now.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../scripts/repository.mjs';

const pages = join(root, 'docs/pages');
for (const name of readdirSync(pages)) {
  const file = join(pages, name);
  const text = readFileSync(file, 'utf8');
  const current = text.replaceAll(
    /^(<!-- example: (\S+) -->\n```\w+\n)[^]*?^```$/gm,
    (_, start, example) => `${start}${readFileSync(join(root, example), 'utf8').trimEnd()}\n\`\`\``,
  );
  if (current === text) continue;
  writeFileSync(file, current);
  console.log(name);
}
