// Installs the locked dependencies: all of them, or only what one command needs.
import { packageManager } from './repository.mjs';
import { runCommand } from './run-command.mjs';
import { publishedPackages } from './workspace.mjs';

// Types are put where the compiler looks for them from every package.
const typesForAll = '--config.public-hoist-pattern=@types/*';

// Development dependencies stay out, those of the root above all: 1.4 GB of test tools. What the demo and the packages are
// built with is among the dependencies of the demo and of `scripts`.
const parts = {
  demo: () => ['--prod', '--filter=@mdh-tokens/example-embeddable-host...', typesForAll],
  // The bindings are compiled against the frameworks, which are development dependencies of theirs.
  packing: () => [
    '--filter=@mdh-tokens/scripts',
    ...publishedPackages().map(({ name }) => `--filter=${name}`),
    typesForAll,
  ],
};

/**
 * @param {{ only?: 'demo' | 'packing', signal?: AbortSignal }} [options] `demo`: what it is built and run with;
 *   `packing`: what the packages are built and packed with
 * @returns {Promise<{ code: number, output: string }>}
 */
export function install({ only, signal } = {}) {
  // --yes: without it npx stops where the user's npm settings say `yes=false`.
  const npx = ['--yes', packageManager, 'install', '--frozen-lockfile', '--reporter=append-only'];
  // The kinds of install lay node_modules out differently: it is made anew in between, and nobody is there to ask.
  const always = ['--config.confirm-modules-purge=false'];
  return runCommand('npx', [...npx, ...always, ...(only === undefined ? [] : parts[only]())], { signal });
}
