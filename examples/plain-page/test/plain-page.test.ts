// The pages without a bundler in a Chromium, under their content security policy.
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPlainPage } from '../plain-page-server.mjs';

type PlainPage = Awaited<ReturnType<typeof startPlainPage>>;

let browser: Browser;
let example: PlainPage;
let cases: PlainPage;

beforeAll(async () => {
  const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
  [browser, example, cases] = await Promise.all([
    chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] }),
    startPlainPage(),
    startPlainPage({ folder: join(import.meta.dirname, 'pages') }),
  ]);
});

afterAll(() => Promise.all([browser.close(), example.close(), cases.close()]));

interface Opened {
  page: Page;
  /** What the browser complained of, a refused script included. */
  complaints: string[];
  text: (selector: string) => Promise<string>;
}

async function open(app: PlainPage, path: string): Promise<Opened> {
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(new URL(path, app.url).href, { waitUntil: 'networkidle' });
  const text = async (selector: string) => {
    const filled = page.locator(`${selector}:not(:empty)`);
    await filled.waitFor({ state: 'attached' });
    return (await filled.textContent()) ?? '';
  };
  return { page, complaints, text };
}

const firstName = (app: PlainPage) => app.emulator.participants[0]?.demographics.firstName;

describe('the example', () => {
  test.each(['index.html', 'module.html'])(
    '%s shows the participant, and the browser complains of nothing',
    async (path) => {
      const { page, complaints, text } = await open(example, path);
      await page.locator('#name', { hasNotText: '…' }).waitFor();
      expect(await text('#name')).toBe(firstName(example));
      expect(complaints).toEqual([]);
      await page.close();
    },
  );
});

describe('a classic script', () => {
  test('hands the token to an SDK that comes later', async () => {
    const { page, complaints, text } = await open(cases, 'sdk-after.html');
    expect(await text('#name')).toBe(firstName(cases));
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('gives tokens where there is no SDK, and leaves one global', async () => {
    const { page, complaints, text } = await open(cases, 'sdk-never.html');
    expect(cases.emulator.issued.map(({ accessToken }) => accessToken)).toContain(await text('#token'));
    const globals = await page.evaluate(() => {
      const frame = document.body.appendChild(document.createElement('iframe'));
      const usual = new Set(Object.getOwnPropertyNames(frame.contentWindow));
      return Object.getOwnPropertyNames(window).filter((name) => !usual.has(name) && !/^\d+$/.test(name));
    });
    // The page of this test makes `store` itself.
    expect(globals.toSorted()).toEqual(['MdhTokens', 'store']);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('that is there twice leaves what the first one made at work', async () => {
    const { page, complaints, text } = await open(cases, 'twice.html');
    expect(await text('#name')).toBe(firstName(cases));
    expect(complaints).toEqual([]);
    await page.close();
  });
});

describe('a wrong hash', () => {
  test.each(['wrong-hash.html', 'wrong-hash-module.html'])('runs nothing: %s', async (path) => {
    const asked = requestsFor(cases);
    const { page, complaints } = await open(cases, path);
    expect(await page.evaluate(() => 'MdhTokens' in window)).toBe(false);
    expect(await page.locator('#token').textContent()).toBe('');
    expect(complaints.join('\n')).toMatch(/integrity/i);
    expect(requestsFor(cases)).toBe(asked);
    await page.close();
  });
});

const requestsFor = (app: PlainPage) => app.emulator.issued.length;
