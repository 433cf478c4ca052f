// A Chromium for one test file, and pages in it that have opened the demo.
import { chromium, type Browser, type BrowserContextOptions, type Locator, type Page } from 'playwright-core';

/** How long a `beforeAll` that starts a demo and a browser may take on a busy machine. */
export const setupTimeoutMs = 60_000;

/** How long a page may take to show what is expected; a busy machine is no failure. */
const patienceMs = 45_000;

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-dev-shm-usage',
];

/** Launches the Chromium that `npm test` found, or Debian's. */
export function launchChromium(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
  return chromium.launch({ executablePath, args: flags });
}

/** Opens the demo in a context of its own: nobody is signed in. */
export async function openDemo(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  // Calm motion: the plot is drawn once a second, which leaves the machine to the tests.
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  context.setDefaultTimeout(patienceMs);
  const page = await context.newPage();
  await page.goto(url);
  await page.getByTestId('sign-in').waitFor();
  return page;
}

/** Opens the demo and signs in as the first participant. Returns when the first name has been read. */
export async function openSignedIn(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const page = await openDemo(browser, url, options);
  await page.getByTestId('sign-in').click();
  await waitForCount(page, 'calls-ok', 1);
  return page;
}

/** Closes every page of a browser: for `afterEach`, so that a test that fails leaves none behind. */
export async function closePages(browser: Browser): Promise<void> {
  await Promise.all(browser.contexts().map((context) => context.close()));
}

/** The number that the element with this `data-testid` shows. */
export async function readCount(page: Page, testId: string): Promise<number> {
  return Number(await page.getByTestId(testId).textContent());
}

/** Waits until the element with this `data-testid` shows `least` or more. */
export async function waitForCount(
  page: Page,
  testId: string,
  least: number,
  timeout = patienceMs,
): Promise<void> {
  await page.waitForFunction(
    ([id, wanted]) => Number(document.querySelector(`[data-testid="${id}"]`)?.textContent) >= wanted,
    [testId, least] as const,
    { timeout },
  );
}

/** The list of events of the devtools. */
export function eventsOf(page: Page): Locator {
  return page.getByRole('region', { name: 'Events' });
}

/** Waits until the store is in this status. */
export async function waitForStatus(page: Page, status: string, timeout = patienceMs): Promise<void> {
  await page
    .getByTestId('token-status')
    .filter({ hasText: new RegExp(`^${status}$`) })
    .waitFor({ timeout });
}
