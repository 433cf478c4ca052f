// The control page in Chromium: what it shows, what its buttons do, and that everybody can use it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { createEmulator, type Emulator } from '../src/index.js';
import { findViolations } from './find-violations.js';
import { launchChromium } from './sdk-host.js';
import { get, getParticipantToken } from './token-client.js';

let emulator: Emulator;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  emulator = createEmulator();
  await emulator.listen();
  browser = await launchChromium();
  // The page's own policy forbids foreign scripts; axe is one.
  page = await (await browser.newContext({ bypassCSP: true })).newPage();
  await page.goto(`${emulator.url}__emulator__/`);
}, 60_000);

afterAll(async () => {
  await browser.close();
  await emulator.close();
});

describe('the control page', () => {
  it('shows tokens and calls live, and never a token', async () => {
    await page.getByText('No token was issued yet.').waitFor();
    const token = await getParticipantToken(emulator);
    await get(emulator, 'api/v1/delegated/participant', token);
    const row = page.getByRole('row', { name: /MDH-1001/ });
    await row.getByText('usable').waitFor();
    await page.getByRole('cell', { name: 'GET /api/v1/delegated/participant' }).waitFor();
    expect(await page.locator('#tokens-usable').textContent()).toBe('2');
    const html = await page.content();
    for (const { accessToken } of emulator.issued) expect(html).not.toContain(accessToken);

    await row.getByRole('button', { name: /^Revoke token-2/ }).click();
    await page.getByText('Revoked 1 token.').waitFor();
    await row.getByText('revoked').waitFor();
    expect((await get(emulator, 'api/v1/delegated/participant', token)).status).toBe(401);
  });

  it('says why a call was refused', async () => {
    await getParticipantToken(emulator, { client_secret: 'wrong' });
    await page
      .getByRole('row', { name: /POST \/identityserver\/connect\/token 400/ })
      .getByText('invalid_client: client_id or client_secret is not the documented one')
      .waitFor();
  });

  it('hints at columns that are out of sight, and only then', async () => {
    const hint = page.getByText('The table is wider than this: scroll it sideways.');
    const table = page.getByRole('group', { name: 'Last calls' });
    await page.setViewportSize({ width: 1280, height: 800 });
    await expect.poll(() => hint.filter({ visible: true }).count()).toBe(0);
    await page.setViewportSize({ width: 320, height: 800 });
    await expect.poll(() => hint.filter({ visible: true }).count()).toBe(3);
    await page.waitForFunction(() => document.querySelectorAll('.scroll.more').length === 3);
    await table.evaluate((scroll) => (scroll.scrollLeft = scroll.scrollWidth));
    await page.waitForFunction(() => document.querySelectorAll('.scroll.more').length === 2);
  });

  it('shows a call with a long path and a long reason without scrolling sideways', async () => {
    const path = `/api/v1/delegated${'/a-long-name'.repeat(20)}`;
    const token = await getParticipantToken(emulator);
    await get(emulator, path.slice(1), token);
    const cell = page.getByRole('cell', { name: `GET ${path}`, exact: true });
    const table = page.getByRole('group', { name: 'Last calls' });
    await page.setViewportSize({ width: 1280, height: 800 });
    await cell.waitFor();
    expect(await table.evaluate((scroll) => scroll.scrollWidth - scroll.clientWidth)).toBe(0);
  });

  it('adds and removes faults', async () => {
    await page.getByRole('button', { name: 'Slow: 3 s' }).click();
    await page.getByText('everything: 3 s late', { exact: true }).waitFor();
    await page.getByLabel('Endpoint').selectOption('surveytasks');
    await page.getByRole('textbox', { name: 'Status' }).fill('502');
    await page.getByLabel('For calls').fill('2');
    await page.getByRole('button', { name: 'Add fault' }).click();
    await page.getByText('surveytasks: status 502 for 2 more calls', { exact: true }).waitFor();
    expect(emulator.faults.active).toMatchObject([
      { latencySeconds: 3 },
      { endpoint: 'surveytasks', status: 502 },
    ]);
    await page.getByRole('button', { name: 'Remove everything: 3 s late' }).click();
    await page.getByText('Removed: everything: 3 s late.').waitFor();
    await page.getByRole('button', { name: 'Remove all, set the clock right' }).click();
    await page.getByText('No faults: everything works.').waitFor();
    expect(emulator.faults.active).toEqual([]);
  });

  it.each([
    ['9', 'fault: status: Too small: expected number to be >=200'],
    ['soon', 'fault: status: Invalid input: expected number, received string'],
  ])('says what is wrong with the status %s', async (status, sentence) => {
    await page.getByRole('textbox', { name: 'Status' }).fill(status);
    await page.getByRole('button', { name: 'Add fault' }).click();
    await page.locator('#said.problem').getByText(sentence).waitFor();
    expect(emulator.faults.active).toEqual([]);
  });

  it('changes settings', async () => {
    await page.getByLabel('Life of new participant tokens, s').fill('45');
    await page.getByLabel('Server clock ahead by, s').fill('-90');
    await page.getByLabel('Rate limit, calls').fill('20');
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.getByText('The settings count from the next call on.').waitFor();
    expect(emulator.tokenLifetimeSeconds).toBe(45);
    expect(emulator.faults.clockOffsetSeconds).toBe(-90);
    expect(emulator.rateLimit).toEqual({ limit: 20, windowSeconds: 3600 });
    await page.getByText('(90 s behind)').waitFor();
  });

  it('leaves alone what was changed elsewhere, and shows it', async () => {
    emulator.tokenLifetimeSeconds = 3600;
    emulator.faults.clockOffsetSeconds = 0;
    await page.getByLabel('Life of new participant tokens, s').fill('77');
    emulator.rateLimit = { limit: 7, windowSeconds: 60 };
    await page.getByRole('button', { name: 'Apply' }).click();
    await expect.poll(() => emulator.tokenLifetimeSeconds).toBe(77);
    expect(emulator.rateLimit).toEqual({ limit: 7, windowSeconds: 60 });
    await expect.poll(() => page.getByLabel('in a window of, s').inputValue()).toBe('60');
    await page.getByLabel('Rate limit, calls').fill('');
    await page.getByRole('button', { name: 'Apply' }).click();
    await expect.poll(() => emulator.rateLimit).toBeNull();
    expect(emulator.tokenLifetimeSeconds).toBe(77);
  });

  it('tells the whole life of a token: issued, the calls that used it, its end, who was refused', async () => {
    const { access_token } = emulator.issueToken('MDH-1004', { lifetimeSeconds: 90 });
    const { id } = emulator.issued.at(-1)!;
    await get(emulator, 'api/v1/delegated/participant', access_token);
    emulator.revoke({ id });
    await get(emulator, 'api/v1/delegated/project', access_token);
    const row = page.getByRole('row', { name: new RegExp(`^${id} `) });
    await row.getByRole('img', { name: /2 calls with it, 1 of them refused, revoked at/ }).waitFor();
    expect(await row.locator('svg .call').count()).toBe(1);
    expect(await row.locator('svg .refused').count()).toBe(1);

    await row.getByRole('button', { name: `The life of ${id}` }).click();
    const events = page.getByRole('list', { name: `The life of ${id}` }).getByRole('listitem');
    await expect
      .poll(async () => (await events.allTextContents()).map((text) => text.replace(/^.*?[AP]M /, '')))
      .toEqual([
        'issued to MDH-1004 for 90 s',
        'GET /api/v1/delegated/participant: 200',
        'revoked',
        'GET /api/v1/delegated/project: 401, Authorization has been denied for this request.',
      ]);
    await page.getByRole('button', { name: 'Close' }).click();
    await events.first().waitFor({ state: 'hidden' });
    expect(
      await row
        .getByRole('button', { name: /^The life/ })
        .evaluate((node) => node === document.activeElement),
    ).toBe(true);
  });

  it('shows a participant’s data by day and source, and connects and disconnects accounts', async () => {
    const data = emulator.dataOf('MDH-1002');
    data.externalAccounts = data.externalAccounts.filter(({ provider }) => provider.name === 'Fitbit');
    await page.getByRole('combobox', { name: /^Participant/ }).selectOption('MDH-1002');
    const columns = page.getByRole('table', { name: /What each source tells/ }).getByRole('columnheader');
    const sources = (): Promise<string[]> => columns.allTextContents();
    await expect.poll(sources).toEqual(['Day', 'Fitbit', 'AppleHealth', 'HealthConnect', 'AirNowApi']);
    const yesterday = data.days.at(-2);
    await page
      .getByRole('row', { name: new RegExp(`^${yesterday?.date} ${yesterday?.steps} steps`) })
      .waitFor();

    await page.getByRole('combobox', { name: /^Provider/ }).selectOption({ label: 'Garmin' });
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await page.getByText('Connected Garmin.').waitFor();
    await expect.poll(sources).toContain('Garmin');
    await page.getByRole('button', { name: 'Disconnect Fitbit' }).click();
    await page.getByText('Disconnected Fitbit: its data are gone with it.').waitFor();
    await expect.poll(sources).not.toContain('Fitbit');
    expect(data.externalAccounts.map(({ provider }) => provider.name)).toEqual(['Garmin']);
  });

  it('adds a reading that pages then find', async () => {
    await page.getByRole('combobox', { name: /^Participant/ }).selectOption('MDH-1003');
    await page.getByRole('textbox', { name: 'Type' }).fill('Stress');
    await page.getByRole('textbox', { name: 'Value' }).fill('7');
    await page.getByLabel('Observed at').fill('2026-11-20T08:00');
    await page.getByRole('button', { name: 'Add reading' }).click();
    await page.getByText('Added: Stress of MDH-1003.').waitFor();
    await page.getByRole('row', { name: /2026-11-20T.* Project Stress 7/ }).waitFor();
    const { access_token } = emulator.issueToken('MDH-1003');
    const answer = await get(
      emulator,
      'api/v1/delegated/devicedata?namespace=Project&type=Stress',
      access_token,
    );
    expect(await answer.json()).toMatchObject({ deviceDataPoints: [{ type: 'Stress', value: '7' }] });
  });

  it('lets time pass, for tokens and data', async () => {
    const { access_token } = emulator.issueToken('MDH-1003');
    const before = emulator.dataOf('MDH-1003').days.length;
    await page.getByRole('group', { name: 'Let time pass for the emulator' }).getByText('1 day').click();
    await page.getByText('1 day went by: tokens aged, and data came in.').waitFor();
    expect((await get(emulator, 'api/v1/delegated/participant', access_token)).status).toBe(401);
    expect(emulator.dataOf('MDH-1003').days).toHaveLength(before + 1);
    await page.getByText('(24 h passed at once)').waitFor();
    // An authenticator whose clock stayed where it was still gets tokens.
    expect(await getParticipantToken(emulator)).toMatch(/^[0-9a-f]{32}$/);
  });

  it('says that the emulator is gone, and that it is there again', async () => {
    const first = createEmulator();
    const url = await first.listen();
    const other = await browser.newPage();
    await other.goto(`${url}__emulator__/`);
    await other.getByText(url).waitFor();
    await first.close();
    await other.getByText('The emulator does not answer.').waitFor();
    await other.getByRole('button', { name: 'Slow: 3 s' }).click();
    await other.getByText('The emulator does not answer.').waitFor();

    const second = createEmulator();
    await second.listen(Number(new URL(url).port));
    await other.getByText('The emulator answers again.').waitFor();
    expect(await other.locator('#said.problem').count()).toBe(0);
    await other.close();
    await second.close();
  });

  it.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 320],
    ['dark', 320],
  ] as const)('has no accessibility violation and fits, %s at %d px', async (colorScheme, width) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    expect(await findViolations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  });
});
