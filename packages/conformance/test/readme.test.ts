// The README: its vitest recipe runs, its command lines are accepted, its lists are complete.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toNodeHandler } from '@mdh-tokens/authenticator/node';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { allChecks } from '../src/checks/all-checks.js';
import { readArguments, usage } from '../src/command/arguments.js';
import { sessionVariables } from '../src/command/session-roles.js';
import { goLive } from './live.js';
import { sessionOptions } from './model.js';

const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');

const live = await goLive();
afterAll(() => live.close());
vi.stubEnv('AUTHENTICATOR_URL', `${await live.listen(toNodeHandler(live.authenticator))}/token`);
vi.stubEnv('MDH_SESSION', sessionOptions.session.cookie);
vi.stubEnv('MDH_OTHER_SESSION', sessionOptions.otherSession.cookie);
vi.stubEnv('MDH_EXPIRED_SESSION', sessionOptions.expiredSession.cookie);

// The recipe itself: one test for each check.
await import('./examples/vitest.js');

describe('the README', () => {
  it('shows each example as it is here', () => {
    const examples = [...readme.matchAll(/<!-- example: (\S+) -->\n```ts\n([\s\S]*?)```/g)];
    expect(examples).toHaveLength(1);
    for (const [, file = '', code] of examples) {
      expect(code).toBe(readFileSync(join(import.meta.dirname, '..', file), 'utf8'));
    }
  });

  it('gives command lines that are accepted', () => {
    const lines = readme
      .replaceAll('\\\n', ' ')
      .matchAll(/npx (?:--yes )?@mdh-tokens\/conformance ([^\n`]*)/g);
    const requests = [...lines].map(([, line = '']) => readArguments(split(line)));
    expect(requests.length).toBeGreaterThan(2);
    expect(requests.every(({ print }) => print === null)).toBe(true);
  });

  it('names every flag and variable of the help', () => {
    const flags = [...usage.matchAll(/--[a-z][a-z-]+/g)].map(([flag]) => flag);
    const variables = Object.values(sessionVariables).flatMap(({ cookie, authorization }) => [
      cookie,
      authorization,
    ]);
    const missing = [...flags, ...variables].filter((name) => !readme.includes(name));
    expect(new Set(missing)).toEqual(new Set(['--help', '--version']));
  });

  it('names the first and the last check of each family', () => {
    for (const family of new Set(allChecks.map(({ id }) => id.charAt(0)))) {
      const ids = allChecks.map(({ id }) => id).filter((id) => id.startsWith(family));
      const [first, last] = [ids.toSorted()[0], ids.toSorted().at(-1)];
      expect(readme).toContain(first === last ? `| ${first} |` : `| ${first} to ${last} |`);
    }
  });

  it('links to what is there', () => {
    const links = [...readme.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map(([, link = '']) => link);
    expect(links.filter((link) => !existsSync(join(import.meta.dirname, '..', link)))).toEqual([]);
  });
});

/** As a shell does with simple quotes. */
function split(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
    ([, single, double, bare]) => single ?? double ?? bare ?? '',
  );
}
