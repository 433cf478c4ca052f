// WebKitGTK's MiniBrowser, driven by its own WebDriver, on a screen that is only in memory.
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import type { Browser, Frame, Tab } from './browser.js';
import { createFrame } from './page-script.js';
import { playOffline } from './played-offline.js';
import { startProgram } from './program.js';
import { openWebDriverSession, type SendCommand, type WebDriverSession } from './webdriver.js';

export interface WebKitPrograms {
  readonly driver: string;
  readonly browser: string;
  readonly screen: string;
}

export async function launchWebKit(programs: WebKitPrograms): Promise<Browser> {
  const screenArgs = ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'];
  const screen = startProgram(programs.screen, screenArgs, { outputs: 3 });
  const display = await screen.untilSays(/(\d+)\n/, 3);
  const port = await freePort();
  const driver = startProgram(programs.driver, [`--port=${port}`], { env: { DISPLAY: `:${display}` } });
  const address = `http://127.0.0.1:${port}`;
  await untilListening(address);
  const session = await openWebDriverSession(address, {
    'webkitgtk:browserOptions': { binary: programs.browser, args: ['--automation'] },
  });
  const first = await session.inTurn((send) => send<string>('GET', '/window'));
  return {
    engine: 'webkit',
    version: `WebKitGTK ${session.capabilities.browserVersion}`,
    openWindow: async () =>
      createTab(session, await session.inTurn((send) => openFrom(first, send, 'window'))),
    openHidden: () =>
      session.inTurn(async (send) => {
        // A tab goes into the window that was opened last, behind the one that is there.
        const over = createTab(session, await openFrom(first, send, 'window'));
        return { tab: createTab(session, await openFrom(first, send, 'tab')), show: () => over.close() };
      }),
    async close() {
      await session.end();
      await driver.end();
      await screen.end();
    },
  };
}

/** The driver can be told a port, but not to choose one. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** The driver says nothing when it is ready. */
async function untilListening(address: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const answer = await fetch(`${address}/status`).catch(() => null);
    if (answer?.ok === true) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`WebKitWebDriver does not listen at ${address}`);
}

/** @param from a window that is there: the one that the driver looked at last may have been closed */
async function openFrom(from: string, send: SendCommand, type: 'window' | 'tab'): Promise<string> {
  await send('POST', '/window', { handle: from });
  const { handle } = await send<{ handle: string }>('POST', '/window/new', { type });
  return handle;
}

function createTab(session: WebDriverSession, handle: string): Tab {
  const inTab: WebDriverSession['inTurn'] = (commands) =>
    session.inTurn(async (send) => {
      await send('POST', '/window', { handle });
      return commands(send);
    });
  const { evaluate } = frameIn(inTab);
  const begin = (statement: string) =>
    inTab<void>((send) =>
      send('POST', '/execute/sync', { script: `setTimeout(() => ${statement});`, args: [] }),
    );

  return {
    evaluate,
    goto: async (url) => void (await inTab((send) => send('POST', '/url', { url }))),
    gotoMadeUp: null,
    beginReload: () => begin('location.reload()'),
    beginBack: () => begin('history.back()'),
    async frame(address) {
      const inFrame: WebDriverSession['inTurn'] = (commands) =>
        inTab(async (send) => {
          await enterFrame(send, address);
          return commands(send);
        });
      await inFrame(() => Promise.resolve());
      return frameIn(inFrame);
    },
    setFrozen: null,
    setOffline: (isOffline) => evaluate(playOffline, isOffline),
    close: () => inTab((send) => send('DELETE', '/window')),
  };
}

async function enterFrame(send: SendCommand, address: string): Promise<void> {
  const selector = `iframe[src^=${JSON.stringify(address)}]`;
  await send('POST', '/frame', {
    id: await send('POST', '/element', { using: 'css selector', value: selector }),
  });
}

/**
 * The driver holds everything up while a script waits for a promise: so scripts are begun, and then asked for. What one
 * has left in a page that is gone by then is never found.
 */
function frameIn(inFrame: WebDriverSession['inTurn']): Frame {
  const run = (script: string): Promise<string | null> =>
    inFrame((send) => send('POST', '/execute/sync', { script, args: [] }));
  let lastId = 0;
  return createFrame(async (expression) => {
    const id = ++lastId;
    let text = await run(`const outcomes = (window.webDriverOutcomes ??= {});
const outcome = ${expression};
if (typeof outcome === 'string') return outcome;
outcome.then((text) => { outcomes[${id}] = text; });
return (outcomes[${id}] = '');`);
    while (text === '') {
      await new Promise((resolve) => setTimeout(resolve, 20));
      text = await run(`return window.webDriverOutcomes?.[${id}] ?? null;`);
    }
    if (text === null) throw new Error('the page is gone in which a script was begun');
    return text;
  });
}
