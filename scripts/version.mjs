// Versions as npm has them (semver.org), as far as a release needs to compare them.

/** @returns {{ numbers: number[], prerelease: string | null } | null} `null` when it is no version */
export function parseVersion(text) {
  const match = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-([0-9a-z][0-9a-z.-]*))?$/.exec(text);
  return match && { numbers: match.slice(1, 4).map(Number), prerelease: match[4] ?? null };
}

/** Whether one version comes after another; a version comes after its own prereleases. */
export function isNewer(one, other) {
  const [a, b] = [parseVersion(one), parseVersion(other)];
  for (const [index, number] of a.numbers.entries()) {
    if (number !== b.numbers[index]) return number > b.numbers[index];
  }
  if (a.prerelease === null || b.prerelease === null) return a.prerelease === null && b.prerelease !== null;
  return a.prerelease.localeCompare(b.prerelease, 'en', { numeric: true }) > 0;
}
