// What a tarball is called. npm takes two files of one name and version for the same package, and keeps the old code:
// so the name says which state of the sources was packed.
import { createHash } from 'node:crypto';

/**
 * @param {{ name: string, version: string }} manifest
 * @param {{ commit: string | null, isChanged: boolean }} sources
 * @param {Buffer} content of the tarball, which tells states apart that have no commit of their own
 */
export function tarballName({ name, version }, { commit, isChanged }, content) {
  const own = createHash('sha256').update(content).digest('hex').slice(0, 8);
  const state = [commit, commit === null || isChanged ? own : null].filter((part) => part !== null);
  return `${name.replace('@', '').replace('/', '-')}-${[version, ...state].join('-')}.tgz`;
}
