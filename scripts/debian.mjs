// Installs packages of Debian, where that can be done.
import { existsSync, readFileSync } from 'node:fs';
import { runCommand } from './run-command.mjs';

/**
 * Whether this is Debian, and this user may install packages. Ubuntu's packages of the same names only ask for snaps,
 * which a container does not have: Debian itself only.
 */
export function canInstallPackages() {
  return (
    existsSync('/usr/bin/apt-get') &&
    /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8')) &&
    process.getuid?.() === 0
  );
}

/**
 * @param {string[]} packages
 * @param {AbortSignal} [signal]
 * @returns {Promise<string>} what went wrong; empty if nothing did
 */
export async function installPackages(packages, signal) {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const update = await runCommand('apt-get', ['update'], { env, signal });
  const install = await runCommand('apt-get', ['install', '--yes', '--no-install-recommends', ...packages], {
    env,
    signal,
  });
  return install.code === 0 ? '' : update.output + install.output;
}
