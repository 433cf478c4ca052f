// The examples of the frameworks, installed and built as a user does it, in a real Chromium against the emulator.
import { createEmulator, type Emulator } from '@mdh-tokens/emulator';
import { chromium, type Browser, type BrowserContext, type Page, type Request } from 'playwright-core';
import { afterAll, beforeAll, it } from 'vitest';
import { comes, limitMs } from './comes.js';
import { buildExample, startExample, type ExampleName } from './example-process.js';
import { openHotNext, openHotVite } from './hot-apps.js';
import { installExamples, resolveWithReact } from './installed-examples.js';

let browser: Browser;

beforeAll(async () => {
  const launched = chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-dev-shm-usage'],
  });
  browser = await launched;
  await installExamples();
}, 600_000);
afterAll(() => browser.close());

/** Every answer of the browser's own making is a fault of the example. */
async function openPage(
  url: string,
  prepare?: (context: BrowserContext) => Promise<unknown>,
): Promise<{ page: Page; complaints: string[]; authenticatorCalls: Request[] }> {
  const context = await browser.newContext();
  await prepare?.(context);
  const page = await context.newPage();
  page.setDefaultTimeout(limitMs);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  const authenticatorCalls: Request[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/api/mydatahelps-token')) authenticatorCalls.push(request);
  });
  await page.goto(url);
  return { page, complaints, authenticatorCalls };
}

async function signIn(page: Page, studyId: string): Promise<void> {
  await page.getByLabel('Study ID').fill(studyId);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

const firstNameOf = (emulator: Emulator, studyId: string): string | undefined =>
  emulator.participants.find(({ participantIdentifier }) => participantIdentifier === studyId)!.demographics
    .firstName;

const tokensOf = (emulator: Emulator, studyId: string): number => {
  const { id } = emulator.participants.find((one) => one.participantIdentifier === studyId)!;
  return emulator.issued.filter(({ participantId }) => participantId === id).length;
};

// Five run at once, and the long ones begin.
it.concurrent.for([
  ['Next.js', openHotNext],
  ['Vite', openHotVite],
] as const)(
  'hot replacement in %s: an edited component keeps its store, an edited store has the SDK',
  { timeout: 600_000 },
  async ([, openApp], { expect, onTestFinished }) => {
    const emulator = createEmulator();
    onTestFinished(() => emulator.close());
    await emulator.listen();
    const app = await openApp(emulator);
    onTestFinished(() => app.stop());
    const { page, complaints, authenticatorCalls } = await openPage(app.url, (context) =>
      app.signIn(context, 'MDH-1001'),
    );
    onTestFinished(() => page.context().close());
    const name = firstNameOf(emulator, 'MDH-1001');
    await page.getByText(`Hello ${name}`).waitFor();
    // A bundler that has just found a dependency loads the page once more.
    await page.waitForLoadState('networkidle');
    const mark = page.evaluate(() => void Object.assign(globalThis, { isTheSamePage: true }));
    await comes('a page that stays', mark);
    const before = authenticatorCalls.length;

    await app.edit('app.jsx', (text) => text.replace('Hello', 'Welcome'));
    await page.getByText(`Welcome ${name}`).waitFor();
    expect(authenticatorCalls).toHaveLength(before);

    await app.edit('store.js', (text) => text.replace('sdk:', 'timeoutSeconds: 11, sdk:'));
    const called = { timeout: limitMs, message: 'the call of the edited store did not come' };
    await expect.poll(() => authenticatorCalls.length, called).toBe(before + 1);
    await page.getByText(`Welcome ${name}`).waitFor();
    const isMarked = page.evaluate(() => 'isTheSamePage' in globalThis);
    expect(await comes('an answer of the page', isMarked)).toBe(true);
    expect(complaints).toEqual([]);
  },
);

it.concurrent.for<ExampleName>(['next', 'angular', 'react', 'vue', 'svelte'])(
  '%s: three refreshes under what is being written, a sign-out, and a second user',
  { timeout: 600_000 },
  async (name, { expect, onTestFinished }) => {
    const emulator = createEmulator({ tokenLifetimeSeconds: 4 });
    onTestFinished(() => emulator.close());
    await emulator.listen();
    await buildExample(name);
    const { url, stop } = await startExample(name, emulator);
    onTestFinished(stop);
    const { page, complaints } = await openPage(url);
    onTestFinished(() => page.context().close());

    await signIn(page, 'MDH-1001');
    await page.getByText(`Hello ${firstNameOf(emulator, 'MDH-1001')}`).waitFor();
    await page.getByLabel('How are you?').fill('in the middle of a sentence');
    const refreshed = { timeout: limitMs, message: 'the fourth token did not come' };
    await expect.poll(() => tokensOf(emulator, 'MDH-1001'), refreshed).toBeGreaterThan(3);
    expect(await page.getByLabel('How are you?').inputValue()).toBe('in the middle of a sentence');
    await page.getByText('Your token is active.').waitFor();

    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByLabel('Study ID').waitFor();
    const before = tokensOf(emulator, 'MDH-1001');
    await signIn(page, 'MDH-1002');
    await page.getByText(`Hello ${firstNameOf(emulator, 'MDH-1002')}`).waitFor();
    expect(await page.getByLabel('How are you?').inputValue()).toBe('');
    expect(tokensOf(emulator, 'MDH-1001')).toBe(before);
    expect(complaints).toEqual([]);
  },
);

it.concurrent.for(['18.2.0', '19.0.0'])(
  'npm installs the React binding beside React %s, and complains of no peer',
  { timeout: 120_000 },
  async (version, { expect }) => {
    const said = await resolveWithReact(version);
    expect(said).toContain(`add react ${version}`);
    expect(said).not.toMatch(/npm warn|ERESOLVE/i);
  },
);

it.concurrent('npm refuses React 17, so that its silence means something', async ({ expect }) => {
  await expect(resolveWithReact('17.0.2')).rejects.toThrow('ERESOLVE');
}, 120_000);
