// The hashes of the files that a page loads without a bundler.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Writes `integrity.json` into a package's `dist`: each file with its hash as the attribute `integrity` takes it
 * (Subresource Integrity, section 3.5), and under `inline` the text of a script that is to stand in the page itself, with
 * the source that allows it in a content security policy (CSP 3, section 2.3.1).
 *
 * @param {string} dist
 * @param {{ files: string[], inline: string[] }} of
 */
export function writeIntegrity(dist, { files, inline }) {
  const read = (file) => readFileSync(join(dist, file));
  const scripts = inline.filter((file) => existsSync(join(dist, file)));
  const hashes = [...files, ...scripts].map((file) => [file, hash('sha384', read(file))]);
  const texts = scripts.map((file) => [
    file,
    { text: read(file).toString(), csp: `'${hash('sha256', read(file))}'` },
  ]);
  const content = { ...Object.fromEntries(hashes), inline: Object.fromEntries(texts) };
  writeFileSync(join(dist, 'integrity.json'), `${JSON.stringify(content, null, 2)}\n`);
}

function hash(algorithm, content) {
  return `${algorithm}-${createHash(algorithm).update(content).digest('base64')}`;
}
