// Apps that use the installed packages: in Node, and in test runners.
import { describe, expect, test } from 'vitest';
import { commandOf, runNode, storeOfApp, token, writeApp } from './apps.js';
import { entriesFor } from './entries.js';
import type { Side } from './packages-for.js';

/** With whether they export something: an entry may be there for its effect alone, and its package.json says so. */
const names = (side: Side) =>
  JSON.stringify(entriesFor(side).map(({ specifier, hasEffect }) => [specifier, hasEffect]));

describe('Node', () => {
  test.each<Side>(['page', 'server'])(
    'imports every package for the %s, and no browser is there',
    async (side) => {
      const file = writeApp(
        side,
        'import-all.mjs',
        `for (const [name, hasEffect] of ${names(side)})
          if (Object.keys(await import(name)).length === 0 && !hasEffect) console.log(name, 'is empty');`,
      );
      expect(await runNode(side, [file])).toBe('');
    },
  );

  test('requires what comes as CommonJS where it cannot require ES modules, and gets the same names', async () => {
    const dual = entriesFor('server').filter(({ canBeRequired }) => canBeRequired);
    const file = writeApp(
      'server',
      'require-all.cjs',
      `(async () => {
        for (const name of ${JSON.stringify(dual.map(({ specifier }) => specifier))}) {
          const required = Object.keys(require(name)).sort().join();
          const imported = Object.keys(await import(name)).sort().join();
          console.log(name, required === imported);
        }
      })();`,
    );
    const lines = dual.map(({ specifier }) => `${specifier} true\n`).join('');
    expect(dual.length).toBeGreaterThan(0);
    expect(await runNode('server', ['--no-experimental-require-module', file])).toBe(lines);
  });

  test('has one copy of a package, whether required or imported, where it can require ES modules', async () => {
    const code = `import('@mdh-tokens/authenticator').then((all) =>
      console.log(all.AuthenticatorError === require('@mdh-tokens/authenticator').AuthenticatorError));`;
    const file = writeApp('server', 'one-copy.cjs', code);
    const flags = process.features.require_module ? [] : ['--experimental-require-module'];
    expect(await runNode('server', [...flags, file])).toBe('true\n');
  });
});

describe('test runners', () => {
  test('Jest runs a test of an app with ES modules', async () => {
    const code = `${storeOfApp}\ntest('a token', async () => expect(await store.getToken()).toBe('${token}'));\nafterAll(() => store.stop());`;
    writeApp('page', 'jest/page.test.mjs', code);
    const config = { testMatch: ['**/jest/*.test.mjs'], transform: {} };
    await runNode('page', ['--experimental-vm-modules', ...jest('page', config)]);
  });

  test('Jest requires the authenticator, with no configuration at all', async () => {
    const code = `test('is there', () => expect(typeof require('@mdh-tokens/authenticator').createAuthenticator).toBe('function'));`;
    writeApp('server', 'jest/server.test.js', code);
    await runNode('server', jest('server', {}));
  });

  test('Vitest runs a test of an app, with no configuration', async () => {
    const code = `${storeOfApp}\ntest('a token', async () => { expect(await store.getToken()).toBe('${token}'); store.stop(); });`;
    writeApp('page', 'vitest/page.test.mjs', code);
    await runNode('page', [commandOf('vitest', 'vitest.mjs'), 'run', '--globals', '--dir', 'vitest']);
  });
});

function jest(side: Side, config: object): string[] {
  const file = writeApp(side, 'jest.config.json', JSON.stringify(config));
  return [commandOf('jest', 'bin/jest.js'), '--config', file, '--ci', '--cache=false', '--runInBand'];
}
