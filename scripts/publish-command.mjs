// How npm publishes a tarball that pnpm has packed.

/**
 * @param {{ file: string, manifest: { version: string } }} tarball
 * @returns {string[]} npm's arguments
 */
export function publishCommand({ file, manifest }) {
  // npm makes nobody's `latest` of a prerelease, and asks for another name.
  const tag = manifest.version.includes('-') ? ['--tag', 'next'] : [];
  return ['publish', file, '--access', 'public', '--provenance', ...tag];
}
