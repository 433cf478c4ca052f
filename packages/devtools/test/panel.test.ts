import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openPanel, openStage, eventsOf, type BrowserStage } from './open-stage.js';

let stage: BrowserStage;

beforeAll(async () => {
  stage = await openStage();
}, 120_000);

afterEach(async () => {
  stage.refuseWith = null;
  stage.lifeSeconds = 600;
  stage.emulator.faults.clear();
  await Promise.all(stage.browser.contexts().map((context) => context.close()));
});

afterAll(() => stage.close());

describe('what the panel shows', () => {
  it('is the state in words and numbers, and what an SDK call would meet now', async () => {
    const page = await openPanel(stage);
    const state = page.getByRole('region', { name: 'State' });
    await state.getByText('There is a valid token.').waitFor();
    await state.getByText('An SDK call now goes out at once.').waitFor();
    expect(await state.locator('dl').innerText()).toMatch(
      /Token\s+#1\s+Expires in\s+\d+:\d\d\s+Refresh in\s+\d+:\d\d/,
    );
  });

  it('is the last error with its hint, and a link to its page', async () => {
    const page = await openPanel(stage);
    stage.refuseWith = 503;
    await page.getByRole('button', { name: 'Refresh now' }).click();
    await page.locator('.status', { hasText: 'degraded' }).waitFor();
    expect(await page.locator('.error').innerText()).toMatch(
      /^unavailable, HTTP 503 the authenticator answered 503/,
    );
    expect(await page.getByRole('link', { name: 'About unavailable' }).getAttribute('href')).toBe(
      '/errors#unavailable',
    );
  });

  it('is each SDK call with what happened to it: at once, sent again, refused', async () => {
    const page = await openPanel(stage);
    await page.evaluate(() => window.stage.sdk.getParticipantInfo());
    stage.emulator.revoke({ kind: 'participant' });
    await page.evaluate(() => window.stage.sdk.getParticipantInfo());
    await eventsOf(page)
      .getByText('An SDK call was answered, sent a second time with the next token')
      .waitFor();
    expect(await page.locator('.plot .mark-replayed').count()).toBe(1);
    expect(await page.locator('.plot .mark-ok').count()).toBeGreaterThanOrEqual(2);
    stage.emulator.faults.add({ effect: 'answer', endpoint: 'api', status: 401 });
    await page.evaluate(() => window.stage.sdk.getParticipantInfo().catch(() => undefined));
    await eventsOf(page)
      .getByText(/An SDK call was refused with 401|An SDK call got no token/)
      .first()
      .waitFor();
    stage.emulator.faults.clear();
  });

  it('tells what is under the pointer, and under the arrow keys', async () => {
    const page = await openPanel(stage);
    const readout = page.locator('.readout');
    await page.locator('.plot .mark-ok').first().hover();
    await readout
      .getByText('Asks the authenticator: the first token is wanted. The authenticator answered')
      .waitFor();
    const hovered = await readout.innerText();
    // The pointer rests where it is: the keys have their way all the same.
    await page.getByRole('group', { name: 'Time-line' }).focus();
    await page.keyboard.press('End');
    await page.locator('.plot .cursor').waitFor();
    await expect.poll(() => readout.innerText()).not.toBe(hovered);
    const last = await readout.innerText();
    await page.keyboard.press('Home');
    await expect.poll(() => readout.innerText()).not.toBe(last);
    await expect.poll(() => page.locator('.said[aria-live]').innerText()).not.toBe('');
  });

  it('is told as a table, too', async () => {
    const page = await openPanel(stage);
    await page.getByText('The same as a table').click();
    await page.getByRole('rowheader', { name: '1' }).waitFor();
    expect(await page.getByRole('columnheader').allInnerTexts()).toContain('Authenticator calls');
  });

  it('opened late: shows what it can, and says what it missed', async () => {
    const page = await stage.open();
    await page.evaluate(async () => {
      const store = window.stage.createStore();
      await store.start();
      window.stage.devtools.mountDevtools(store, { open: true });
    });
    await page.locator('.status', { hasText: 'active' }).waitFor();
    expect(await page.locator('.plot .bar-used').count()).toBe(1);
    await page.getByText(/^Recorded since \d\d:\d\d:\d\d\. To see what was before/).waitFor();
  });

  it('is the store that is chosen, of several', async () => {
    const page = await openPanel(stage);
    await page.evaluate(() => {
      window.stage.devtools.mountDevtools(window.stage.createStore(), { name: 'The other one' });
    });
    expect(await page.locator('mdh-tokens-devtools').count()).toBe(1);
    await page.getByRole('combobox', { name: 'Store' }).selectOption('The other one');
    await page.locator('.status', { hasText: 'idle' }).waitFor();
  });
});

describe('what the panel does', () => {
  it('refreshes, invalidates, stops, starts and signs out', async () => {
    const page = await openPanel(stage);
    const press = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
    await press('Refresh now');
    await page.getByText('#2').first().waitFor();
    await press('Invalidate');
    await eventsOf(page).getByText('MyDataHelps refused token 2 with 401.').waitFor();
    await page.locator('dl', { hasText: '#3' }).waitFor();
    await press('Stop');
    await page.locator('.status', { hasText: 'stopped' }).waitFor();
    await page.getByText('An SDK call now fails at once.').waitFor();
    await press('Start');
    await page.locator('.status', { hasText: 'active' }).waitFor();
    await press('Sign out');
    await page.locator('.status', { hasText: 'signed-out' }).waitFor();
  });

  it('pauses, and resumes without losing anything', async () => {
    const page = await openPanel(stage);
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.evaluate(() => {
      for (let index = 1; index <= 5; index += 1) window.shown.recorder.mark(`mark ${index}`);
    });
    await page.waitForTimeout(300);
    expect(await eventsOf(page).getByText('mark 1').count()).toBe(0);
    await page.getByRole('button', { name: 'Back to the live store' }).click();
    for (const index of [1, 2, 3, 4, 5]) await eventsOf(page).getByText(`mark ${index}`).waitFor();
  });

  it('shows the table, and fits another width, while it is paused', async () => {
    const page = await openPanel(stage);
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByText('The same as a table').click();
    await page.getByRole('rowheader', { name: '1' }).waitFor();
    const plot = page.locator('.plot svg');
    const before = await plot.getAttribute('viewBox');
    await page.getByRole('combobox', { name: 'Place of the panel' }).selectOption('side');
    await expect.poll(() => plot.getAttribute('viewBox')).not.toBe(before);
  });

  it('saves a recording without a token, and opens one', async () => {
    const page = await openPanel(stage);
    await page.evaluate(() => window.shown.recorder.mark('before the file was made'));
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save recording' }).click(),
    ]);
    const file = await download.path();
    await page.evaluate(() => window.shown.store.stop());
    await page.getByLabel('Open a recording').setInputFiles(file);
    await page.locator('.status', { hasText: 'a recording' }).waitFor();
    await eventsOf(page).getByText('before the file was made').waitFor();
    expect(await eventsOf(page).getByText('Status: stopped.').count()).toBe(0);
    await page.getByRole('button', { name: 'Back to the live store' }).click();
    await eventsOf(page).getByText('Status: stopped.').waitFor();
    await page
      .getByLabel('Open a recording')
      .setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('{}') });
    await page.getByText('This is no recording').first().waitFor();
  });

  it("switches the emulator's faults, which are seen at once", async () => {
    const page = await openPanel(stage);
    const fault = page.getByRole('button', { name: 'API: 401' });
    await fault.click();
    await expect.poll(() => stage.emulator.faults.active.length).toBe(1);
    await expect.poll(() => fault.getAttribute('aria-pressed')).toBe('true');
    await page.locator('.plot .fault-label', { hasText: 'API: 401' }).waitFor();
    // It stays when the page does not, and is found again.
    await page.reload();
    await page.waitForFunction(() => 'stage' in window);
    await page.evaluate(() => {
      window.shown = window.stage.show();
    });
    await expect.poll(() => fault.getAttribute('aria-pressed')).toBe('true');
    await fault.click();
    await expect.poll(() => stage.emulator.faults.active.length).toBe(0);
    await page.getByRole('button', { name: 'Tokens live 15 s' }).click();
    await page.locator('dl', { hasText: '#2' }).waitFor();
    expect(stage.emulator.faults.active[0]).toMatchObject({ effect: 'lifetime', tokenLifetimeSeconds: 15 });
    stage.emulator.faults.clear();
    await page.getByRole('button', { name: 'Revoke tokens' }).click();
    await expect.poll(() => stage.emulator.issued.every(({ revokedAt }) => revokedAt !== null)).toBe(true);
  });

  it('asks nothing of a MyDataHelps that is not on this machine', async () => {
    const page = await stage.open({ path: '/lax' });
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.evaluate(() => {
      const store = window.stage.createStore({ baseUrl: 'https://mydatahelps.org/' });
      window.stage.devtools.mountDevtools(store, { open: true });
    });
    await page.locator('.status', { hasText: 'idle' }).waitFor();
    // Its own chunks, from the page's own server.
    expect(asked.filter((url) => !/^http:\/\/localhost:\d+\/(content|chunk)-\w+\.js$/.test(url))).toEqual([]);
    expect(await page.getByRole('region', { name: 'Emulator' }).count()).toBe(0);
  });
});
