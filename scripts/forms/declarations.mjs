// Declarations that every kind of resolution can read.
import { readFileSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join, posix, sep } from 'node:path';
import { root } from '../repository.mjs';

const privateImport = /(from |import\()(['"])(#[^'"]+)\2/g;

/**
 * Puts the file itself where a declaration names one of the package's own `imports`: TypeScript's resolution `node` does
 * not know that field, and the copy for CommonJS has a package.json of its own above it.
 */
export function resolvePrivateImports({ folder, manifest: { imports = {} } }) {
  const dist = join(root, folder, 'dist');
  if (Object.keys(imports).length === 0) return;
  for (const path of readdirSync(dist, { recursive: true })) {
    if (!path.endsWith('.d.ts')) continue;
    const file = join(dist, path);
    const text = readFileSync(file, 'utf8');
    const home = posix.join('dist', dirname(path).replaceAll(sep, '/'));
    const resolved = text.replace(
      privateImport,
      (_, before, quote, name) =>
        `${before}${quote}${relativeTo(home, typesOf(imports[name], name))}${quote}`,
    );
    if (resolved !== text) rewrite(file, resolved);
  }
}

/** The one that the sources are compiled with: all others have the same types. */
function typesOf(target, name) {
  const file = target?.types ?? target?.node ?? target?.default;
  if (typeof file !== 'string')
    throw new Error(`a declaration imports ${name}, which names no file in \`imports\``);
  return file.replace(/\.d\.ts$/, '.js');
}

function relativeTo(home, file) {
  const path = posix.relative(home, posix.normalize(file));
  return path.startsWith('.') ? path : `./${path}`;
}

/** With its old time: the compiler would else take all that was built upon the file for out of date. */
function rewrite(file, text) {
  const { atime, mtime } = statSync(file);
  writeFileSync(file, text);
  utimesSync(file, atime, mtime);
}
