// The test projects: what runs in Node, and what runs in a simulated DOM.
import { defineConfig } from 'vitest/config';

const node = (name: string, folder: string, options: { testTimeout?: number } = { testTimeout: 30_000 }) => ({
  test: {
    name,
    root: import.meta.dirname,
    include: [`${folder}/test/**/*.test.ts`],
    exclude: [`${folder}/test/dom/**`, '**/node_modules/**'],
    environment: 'node',
    // Launching a browser or a server takes a busy machine a while.
    hookTimeout: 60_000,
    ...options,
  },
});

export default defineConfig({
  test: {
    projects: [
      node('contract', 'packages/contract'),
      node('store', 'packages/store'),
      {
        test: {
          name: 'store-dom',
          root: import.meta.dirname,
          include: ['packages/store/test/dom/**/*.test.ts'],
          environment: 'happy-dom',
          setupFiles: ['packages/store/test/dom/seeded-chance.ts'],
          testTimeout: 30_000,
        },
      },
      node('authenticator', 'packages/authenticator'),
      node('emulator', 'packages/emulator'),
      node('bench', 'packages/bench'),
      node('engines', 'packages/engines', { testTimeout: 60_000 }),
      node('demo', 'examples/embeddable-host', { testTimeout: 120_000 }),
    ],
  },
});
