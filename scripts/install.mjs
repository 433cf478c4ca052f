// Installs the locked dependencies: all of them, or only what the demo needs to be built and run.
import { packageManager } from './repository.mjs';
import { runCommand } from './run-command.mjs';

// The root's tools and the test suites' peers are development dependencies, and stay out. What the demo is built with
// is among its own dependencies; the types of Node are put where the tsconfigs of the packages look for them.
const demoOnly = [
  '--prod',
  '--filter=@mdh-tokens/example-embeddable-host...',
  '--config.public-hoist-pattern=@types/node',
];

/**
 * @param {{ onlyDemo?: boolean, signal?: AbortSignal }} [options]
 * @returns {Promise<{ code: number, output: string }>}
 */
export function install({ onlyDemo = false, signal } = {}) {
  // --yes: without it npx stops where the user's npm settings say `yes=false`.
  const npx = ['--yes', packageManager, 'install', '--frozen-lockfile', '--reporter=append-only'];
  // The two kinds of install lay node_modules out differently: it is made anew in between, and nobody is there to ask.
  const always = ['--config.confirm-modules-purge=false'];
  return runCommand('npx', [...npx, ...always, ...(onlyDemo ? demoOnly : [])], { signal });
}
