// Finds Firefox and WebKitGTK for the tests that run in every engine, or gets them.
import { existsSync, readdirSync } from 'node:fs';
import { canInstallPackages, installPackages } from './debian.mjs';

const engines = [
  {
    name: 'Firefox',
    packages: ['firefox-esr'],
    isHere: () =>
      [process.env.FIREFOX_PATH, '/usr/bin/firefox-esr', '/usr/bin/firefox'].some(
        (path) => path && existsSync(path),
      ),
  },
  {
    name: 'WebKitGTK',
    packages: ['webkit2gtk-driver', 'xvfb'],
    isHere: () =>
      ['WebKitWebDriver', 'Xvfb'].every((program) => existsSync(`/usr/bin/${program}`)) && hasMiniBrowser(),
  },
];

/**
 * An engine that is missing where nothing can be installed is said, and is no failure: its tests are skipped by name.
 *
 * @param {{ signal?: AbortSignal, say: (line: string) => void }} options
 * @returns {Promise<{ code: number, output: string }>} a failure only where an installation was tried
 */
export async function provideEngines({ signal, say }) {
  const missing = engines.filter(({ isHere }) => !isHere());
  if (missing.length === 0) return { code: 0, output: '' };
  const names = missing.map(({ name }) => name).join(' and ');
  const packages = missing.flatMap((engine) => engine.packages);
  if (!canInstallPackages()) {
    say(`no ${names} here, so that the tests do not run in it: only on Debian, and as root, is it installed by itself.
  Elsewhere install what Debian calls ${packages.join(', ')}, or set FIREFOX_PATH to a Firefox that you have.`);
    return { code: 0, output: '' };
  }
  say(`no ${names} here: installing Debian's ${packages.join(', ')}`);
  const output = await installPackages(packages, signal);
  return { code: missing.every(({ isHere }) => isHere()) ? 0 : 1, output };
}

/** Debian keeps it in a folder of the machine's architecture. */
function hasMiniBrowser() {
  return readdirSync('/usr/lib').some((folder) =>
    ['4.1', '4.0', '6.0'].some((version) =>
      existsSync(`/usr/lib/${folder}/webkit2gtk-${version}/MiniBrowser`),
    ),
  );
}
