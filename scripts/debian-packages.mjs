// Installs Debian's packages that the tests use, where that can be done without asking: as root, on Debian.
import { existsSync, readFileSync } from 'node:fs';
import { runCommand } from './run-command.mjs';

/** What the tests run besides Node and a Chromium; `file` is there when the package is. */
const wanted = [
  { name: 'redis-server', file: '/usr/bin/redis-server', use: 'the authenticators that share a Redis' },
  { name: 'python3-flask', file: '/usr/lib/python3/dist-packages/flask', use: 'an authenticator in Python' },
  { name: 'firefox-esr', file: '/usr/bin/firefox-esr', use: 'the store in Firefox' },
  { name: 'webkit2gtk-driver', file: '/usr/bin/WebKitWebDriver', use: 'the store in WebKit' },
  { name: 'xvfb', file: '/usr/bin/Xvfb', use: 'the store in WebKit' },
];

/** Ubuntu's packages of browsers only ask for a snap, which a container does not have: Debian itself only. */
export function canInstall() {
  const isDebian =
    existsSync('/usr/bin/apt-get') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
  return isDebian && process.getuid?.() === 0;
}

/**
 * @param {string[]} names
 * @returns {Promise<{ code: number, output: string }>}
 */
export async function installPackages(names, { signal } = {}) {
  const options = { env: { DEBIAN_FRONTEND: 'noninteractive' }, signal };
  const update = await runCommand('apt-get', ['update'], options);
  const install = await runCommand(
    'apt-get',
    ['install', '--yes', '--no-install-recommends', ...names],
    options,
  );
  return { code: install.code, output: update.output + install.output };
}

/**
 * Installs what is missing, or says in plain words which tests will find it missing.
 *
 * @param {{ signal?: AbortSignal, say: (line: string) => void }} options
 * @returns {Promise<{ code: number, output: string }>}
 */
export async function provideForTests({ signal, say }) {
  const missing = wanted.filter(({ file }) => !existsSync(file));
  if (missing.length === 0) return { code: 0, output: '' };
  if (canInstall()) {
    say(`installing ${missing.map(({ name }) => name).join(', ')}`);
    return installPackages(
      missing.map(({ name }) => name),
      { signal },
    );
  }
  for (const { name, use } of missing) {
    say(
      `${name} is not where Debian puts it: the tests of ${use} look elsewhere, or say that they did not run`,
    );
  }
  return { code: 0, output: '' };
}
