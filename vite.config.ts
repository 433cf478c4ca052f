// The test projects: what runs in Node, and what runs in a simulated DOM.
import { defaultClientConditions, defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';
import { angularInVite } from './packages/angular/test/angular-in-vite.js';
import { svelteInVite } from './packages/svelte/test/svelte-in-vite.js';
import { vueInVite } from './packages/vue/test/vue-in-vite.js';

// A test imports the packages of this workspace as their sources, never an old build of them; a process that it starts
// runs the build, which is made first.
const source = '@mdh-tokens/source';
const runChildrenBuilt = 'scripts/run-children-built.mjs';
const fromSource = {
  resolve: { conditions: [source, ...defaultClientConditions] },
  ssr: { resolve: { conditions: [source, ...defaultServerConditions] } },
};

// A page of its own for each file, in a process that has loaded the simulated DOM once.
const ownPage = 'vmThreads';

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
    // What the files have in common is imported once: a process for each file takes half as much CPU time again.
    isolate: false,
    // Launching a browser or a server takes a busy machine a while.
    hookTimeout: 60_000,
    ...options,
  },
});

/** The tests of a binding with one version of its framework: another than the package's own lies in a folder of its own. */
const binding = (name: string, include: string, alias: Record<string, string> = {}) => ({
  ...fromSource,
  resolve: { ...fromSource.resolve, alias },
  test: {
    name,
    root: import.meta.dirname,
    include: [include],
    environment: 'happy-dom',
    pool: ownPage,
    setupFiles: [runChildrenBuilt],
    testTimeout: 30_000,
  },
});
const inVersion = (folder: string, path: string) =>
  `${import.meta.dirname}/packages/${folder}/node_modules/${path}`;
const oldReact = (version: string) => {
  const folder = `react/test/versions/react-${version}`;
  const alias = { react: inVersion(folder, 'react'), 'react-dom': inVersion(folder, 'react-dom') };
  return binding(`react-${version}`, 'packages/react/test/dom/any-version/*.test.tsx', alias);
};
const svelte = (version: string, folder: string, files: string) => {
  const project = binding(`svelte-${version}`, `packages/svelte/test/dom/${files}`);
  // Node would take Svelte's server side.
  const test = { ...project.test, server: { deps: { inline: [/svelte/] } } };
  return { ...project, plugins: [svelteInVite(`${import.meta.dirname}/packages/${folder}`)], test };
};
/** As Angular's own build does for an application with zone.js: the zone cannot follow a native `await`. */
const angular = (version: string) => {
  const project = binding(`angular-${version}`, 'packages/angular/test/dom/*.test.ts');
  const setupFiles = [...project.test.setupFiles, 'packages/angular/test/compile-at-start.ts'];
  return {
    ...project,
    oxc: { target: 'es2016', decorator: { legacy: true } },
    // Not in a VM context, where the tests of zones and of hydration fail.
    test: { ...project.test, pool: 'forks', setupFiles },
  };
};
const currentAngular = () => {
  const project = angular('22');
  const globalSetup = ['packages/angular/test/install-current.mjs'];
  return {
    ...project,
    plugins: [angularInVite(`${import.meta.dirname}/packages/angular/test/versions/angular-current`)],
    test: { ...project.test, globalSetup },
  };
};
const oldVue = 'vue/test/versions/vue-3.3';

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
          pool: ownPage,
          setupFiles: [runChildrenBuilt, 'packages/store/test/dom/seeded-chance.ts'],
          testTimeout: 30_000,
        },
      },
      node('authenticator', 'packages/authenticator'),
      node('authenticator-service', 'packages/authenticator-service'),
      node('emulator', 'packages/emulator'),
      node('devtools', 'packages/devtools', { testTimeout: 120_000 }),
      node('conformance', 'packages/conformance'),
      node('docs', 'docs'),
      node('consumers', 'packages/consumers', {
        globalSetup: ['packages/consumers/test/projects.ts'],
        testTimeout: 120_000,
      }),
      node('engines', 'packages/engines', { testTimeout: 60_000 }),
      node('bench', 'packages/bench'),
      node('react', 'packages/react'),
      oldReact('18.2'),
      oldReact('18.3'),
      oldReact('19.0'),
      binding('react-19.3', 'packages/react/test/dom/**/*.test.tsx'),
      node('vue', 'packages/vue'),
      binding('vue-3.3', 'packages/vue/test/dom/*.test.ts', {
        'vue/server-renderer': inVersion(oldVue, 'vue/server-renderer/index.mjs'),
        vue: inVersion(oldVue, 'vue/index.mjs'),
      }),
      { ...binding('vue-3.5', 'packages/vue/test/dom/**/*.test.ts'), plugins: [vueInVite()] },
      node('svelte', 'packages/svelte'),
      svelte('5.7', 'svelte/test/versions/svelte-5.7', '*.test.ts'),
      svelte('5.57', 'svelte', '**/*.test.ts'),
      node('angular', 'packages/angular'),
      angular('20'),
      currentAngular(),
      node('examples', 'examples', { testTimeout: 120_000 }),
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
