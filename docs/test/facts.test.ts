// What the pages state is what the code, the benchmarks and MyDataHelps' documentation say.
import { describe, expect, it } from 'vitest';
import { siteGroups } from '../site/build/stage.mjs';
import { guidePages, prose, read, root } from './pages.js';

/** The names of scopes that MyDataHelps' public texts have. */
const scopes = new Set([
  'Participant:read',
  'SurveyTasks:read',
  'SurveyAnswers:read',
  'Notifications:read',
  'DataCollectionSettings:read',
  'ExternalAccounts:read',
  'ExternalAccounts:connect',
  'Project:read',
]);

/** Hosts that exist, and hosts that stand for the reader's own (RFC 2606) or for this machine. */
const hosts =
  /^(developer\.|designer\.)?mydatahelps\.org$|^github\.com$|(^|\.)example(\.org)?$|^localhost$|^127\.0\.0\.1$/;

describe.each(guidePages)('%s', (page) => {
  const text = read(page);

  it('names no scope that nobody has verified', () => {
    for (const [scope] of text.matchAll(/\b[A-Z][A-Za-z]+:(read|write|connect)\b/g)) {
      expect(scopes).toContain(scope);
    }
  });

  it('names no host that nobody has verified', () => {
    for (const [, host] of text.matchAll(/https?:\/\/([\w.-]+)/g)) expect(host).toMatch(hosts);
  });

  it('measures nothing by itself: its sizes, times and shares are those of the benchmarks', () => {
    const benchmarks = read('BENCHMARKS.md');
    for (const [measured] of prose(text).matchAll(/\d[\d.,]*\s?(?:kB|MB|ms|µs|%|requests\/s)(?!\w)/g)) {
      expect(benchmarks).toContain(measured);
    }
  });
});

/** Every text of the site, and the two that only the repository shows. */
const texts = [
  ...siteGroups(root).flatMap(({ pages }) => pages.map(({ file }) => file)),
  'README.md',
  'CONTRIBUTING.md',
];

/** What nobody writes here, and the word of the glossary for it. */
const wrongWords: readonly (readonly [RegExp, string])[] = [
  [/\b(?:auth|user|delegated|admin|master) tokens?\b/i, 'access token'],
  [/\bback ?-?end server/i, 'server'],
  [/\bMyDatahelps\b|\bMydatahelps\b|My Data Helps/, 'MyDataHelps'],
  [/\btoken (?:provider|service|server)\b/i, 'authenticator'],
  [/\bauthentificator|\bauthenticater/i, 'authenticator'],
  [/(?<!channel\s)\blogout\b|\blog(?:s|ged)? out\b/i, 'sign out'],
  [/\blog(?:s|ged)? in\b/i, 'sign in'],
  [/\bparticipant ?identifier\b/, 'participantIdentifier'],
  [/\bclock drift\b/i, 'clock skew'],
  [/\bmutex\b/i, 'single-flight'],
  [/\bcooldown\b/i, 'floor'],
  [/\bsilently\b|\bsimply\b|(?<!\b(?:ha[sd]|have|is)\s)\bjust\b|\bplease\b/i, 'nothing'],
];

const wrongWordsIn = (text: string): string[] =>
  wrongWords.flatMap(([wrong, right]) => {
    const found = wrong.exec(text);
    return found === null ? [] : [`${found[0]}: ${right}`];
  });

it.each(texts)('%s has the words of the glossary', (file) => {
  expect(wrongWordsIn(prose(read(file)))).toEqual([]);
});

it('knows a wrong word', () => {
  expect(wrongWordsIn('The user token of the authentificator')).toEqual([
    'user token: access token',
    'authentificator: authenticator',
  ]);
});

describe('the numbers of the life cycle', () => {
  const everything = guidePages.map((page) => prose(read(page))).join('\n');

  it.each([
    ['packages/store/src/store/options.ts', /safetyMarginSeconds: 300\b/, /replaces it 300 s before/],
    ['packages/store/src/store/options.ts', /callTimeoutSeconds: 30\b/, /\(30 s,\s+`callTimeoutSeconds`\)/],
    ['packages/store/src/core/settle.ts', /budgetCalls/, /30 calls in a minute/],
    ['packages/authenticator/src/exchange/client-assertion.ts', /200\b/, /An assertion lives 200 s/],
  ])('are those of %s', (file, inCode, onPage) => {
    expect(read(file)).toMatch(inCode);
    expect(everything).toMatch(onPage);
  });
});

it('names every dependency of page and server to the reviewer', () => {
  const [, section = ''] = read('docs/pages/security-review.md').split('\n## Dependencies\n');
  for (const name of ['store', 'authenticator']) {
    const { dependencies } = JSON.parse(read(`packages/${name}/package.json`)) as {
      dependencies: Record<string, string>;
    };
    for (const dependency of Object.keys(dependencies)) {
      if (!dependency.startsWith('@mdh-tokens/'))
        expect(section.split('\n## ')[0]).toContain(`\`${dependency}\``);
    }
  }
});

it('explains each state of the store, and each reason of a call', () => {
  for (const status of [
    'idle',
    'acquiring',
    'active',
    'degraded',
    'expired',
    'hosted',
    'signed-out',
    'denied',
    'failed',
  ]) {
    expect(read('docs/pages/page.md')).toContain(`\`${status}\``);
  }
  const reasons =
    /refreshReasons[^=]*= \[([^\]]+)\]/.exec(read('packages/contract/src/refresh-reason.ts'))?.[1] ?? '';
  const names = [...reasons.matchAll(/'(\w+)'/g)].map(([, reason]) => reason!);
  expect(names.length).toBeGreaterThan(5);
  for (const reason of names) expect(read('docs/pages/glossary.md')).toContain(`\`${reason}\``);
});
