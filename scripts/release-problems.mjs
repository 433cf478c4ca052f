// What keeps the packages from being published as they are.
import { notesOf } from './changelog.mjs';

/**
 * @param {{ name: string, manifest: Record<string, any> }[]} packages
 * @param {string} changelog
 * @param {{ commit: string | null, isChanged: boolean }} sources
 * @returns {string[]} one sentence each
 */
export function releaseProblems(packages, changelog, { commit, isChanged }) {
  const problems = [];
  const versions = [...new Set(packages.map(({ manifest }) => manifest.version))];
  if (versions.length > 1) problems.push(`the packages have different versions: ${versions.join(', ')}.`);
  for (const version of versions) {
    if (notesOf(changelog, version) === '') problems.push(`CHANGELOG.md says nothing of ${version}.`);
  }
  if (commit === null || isChanged) problems.push('the sources are not those of a commit.');
  // npm refuses provenance, or leaves it out, for a package that does not say where its sources are.
  const homeless = packages
    .filter(({ manifest }) => manifest.repository === undefined)
    .map(({ name }) => name);
  if (homeless.length > 0) problems.push(`no \`repository\` in package.json of ${homeless.join(', ')}.`);
  return problems;
}
