// The licences of the packages that are built into one of our files, beside it.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';

/**
 * @param {string} folder where `THIRD-PARTY.txt` is written
 * @param {Iterable<string>} files what the bundler read
 */
export function writeThirdParty(folder, files) {
  const homes = new Set();
  for (const file of files) if (file.includes(`${sep}node_modules${sep}`)) homes.add(homeOf(file));
  if (homes.size === 0) return;
  const parts = [...homes].map(describe).toSorted();
  writeFileSync(join(folder, 'THIRD-PARTY.txt'), `${parts.join('\n\n')}\n`);
}

function homeOf(file) {
  let folder = dirname(file);
  // A package.json without a name only says which kind of module the files beside it are.
  while (!existsSync(join(folder, 'package.json')) || manifestOf(folder).name === undefined)
    folder = dirname(folder);
  return folder;
}

function describe(home) {
  const { name, version, license } = manifestOf(home);
  const file = readdirSync(home).find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined) throw new Error(`${name} ${version} has no licence file to pass on`);
  return `${name} ${version} (${license})\n\n${readFileSync(join(home, file), 'utf8').trim()}`;
}

function manifestOf(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}
