// The test projects: what runs in Node, and what runs in a simulated DOM.
import { defaultClientConditions, defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';

// A test imports the packages of this workspace as their sources, never an old build of them; a process that it starts
// runs the build, which is made first.
const source = '@mdh-tokens/source';
const runChildrenBuilt = 'scripts/run-children-built.mjs';
const fromSource = {
  resolve: { conditions: [source, ...defaultClientConditions] },
  ssr: { resolve: { conditions: [source, ...defaultServerConditions] } },
};

const node = (
  name: string,
  folder: string,
  options: { testTimeout?: number; globalSetup?: string[] } = { testTimeout: 30_000 },
) => ({
  ...fromSource,
  test: {
    name,
    root: import.meta.dirname,
    include: [`${folder}/test/**/*.test.ts`],
    exclude: [`${folder}/test/dom/**`, '**/node_modules/**'],
    environment: 'node',
    setupFiles: [runChildrenBuilt],
    // Launching a browser or a server takes a busy machine a while.
    hookTimeout: 60_000,
    ...options,
  },
});

export default defineConfig({
  test: {
    globalSetup: ['scripts/build-before-tests.mjs'],
    projects: [
      node('contract', 'packages/contract'),
      node('store', 'packages/store'),
      {
        ...fromSource,
        test: {
          name: 'store-dom',
          root: import.meta.dirname,
          include: ['packages/store/test/dom/**/*.test.ts'],
          environment: 'happy-dom',
          setupFiles: [runChildrenBuilt, 'packages/store/test/dom/seeded-chance.ts'],
          testTimeout: 30_000,
        },
      },
      node('authenticator', 'packages/authenticator'),
      node('authenticator-service', 'packages/authenticator-service'),
      node('emulator', 'packages/emulator'),
      node('conformance', 'packages/conformance'),
      node('docs', 'docs'),
      node('consumers', 'packages/consumers', {
        globalSetup: ['packages/consumers/test/projects.ts'],
        testTimeout: 120_000,
      }),
      node('engines', 'packages/engines', { testTimeout: 60_000 }),
      node('bench', 'packages/bench'),
      node('scripts', 'scripts'),
      node('example-lambda', 'examples/lambda'),
      node('example-worker', 'examples/worker'),
      node('plain-page', 'examples/plain-page'),
      node('demo', 'examples/embeddable-host', { testTimeout: 120_000 }),
      node('flask', 'examples/flask', { testTimeout: 120_000 }),
      node('session-servers', 'examples/session-servers', { testTimeout: 120_000 }),
    ],
  },
});
