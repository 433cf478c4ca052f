// Pages that bundlers build of the installed packages, in a Chromium.
import { dirname } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { token, writeApp } from './apps.js';
import { bundlers, oneFileBundlers, outputFor } from './bundlers.js';
import { entriesFor } from './entries.js';
import { servePage } from './serve-page.js';

let browser: Browser;

beforeAll(async () => {
  // As a build has it: Vite would take what Vitest says for a wish.
  vi.stubEnv('NODE_ENV', 'production');
  const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
  const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'];
  browser = await chromium.launch({ executablePath, args });
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await browser.close();
});

/**
 * Shares its token with other tabs, which is a part of the store that a page loads later, and has the sentences of
 * errors, which a production build leaves out unless the page imports them, for their effect alone.
 */
const sharingApp = `
import '@mdh-tokens/store/texts';
import { createTokenStore } from '@mdh-tokens/store';
let sentence = '';
try {
  createTokenStore({ authenticator: 1 });
} catch ({ message }) {
  sentence = message;
}
const answer = { access_token: '${token}', expires_in: 600, token_type: 'Bearer' };
const authenticator = () => (location.hash === '#unanswered' ? new Promise(() => {}) : Promise.resolve(answer));
const store = createTokenStore({ authenticator, share: 'session-1' });
store.getToken().then((token) => { document.title = [token, sentence].join(', '); });
`;

const sentence = 'authenticator must be a URL or a function';

/** The second tab's authenticator never answers: its token can only be that of the first one. */
async function titlesOfTwoTabs(url: string): Promise<string[]> {
  const context = await browser.newContext();
  const titles = [];
  for (const hash of ['', '#unanswered']) {
    const page = await context.newPage();
    await page.goto(url + hash);
    await page.waitForFunction(() => document.title !== '');
    titles.push(await page.title());
  }
  await context.close();
  return titles;
}

test.each([...bundlers, ...oneFileBundlers])(
  '%s builds a page that gets its token and shares it with a second tab',
  async (name, bundle) => {
    const app = writeApp('page', `${name}/app.mjs`, sharingApp);
    const out = outputFor(app);
    await bundle(app, out);
    const page = await servePage(dirname(out), 'app.js');
    try {
      const title = `${token}, ${sentence}`;
      expect(await titlesOfTwoTabs(page.url)).toEqual([title, title]);
    } finally {
      await page.close();
    }
  },
);

describe.each(bundlers)('%s', (name, bundle) => {
  test.each([
    [undefined],
    [[]],
    [['react-native', 'import']],
    [['electron', 'import']],
    [['worker', 'import']],
  ])('refuses the authenticator in a page built by the conditions %j', async (conditions) => {
    const guarded = entriesFor('server').filter(({ packed }) => packed.name === '@mdh-tokens/authenticator');
    for (const { specifier } of guarded) {
      const app = writeApp(
        'server',
        `${name}/page.mjs`,
        `import * as all from '${specifier}';\nconsole.log(all);`,
      );
      await expect(bundle(app, outputFor(app), conditions)).rejects.toThrow(
        /must-not-be-bundled-into-a-page/,
      );
    }
  });
});
