// A stock Firefox, driven by its own WebDriver BiDi.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBidiSession, type BidiSession } from './bidi.js';
import type { Browser, Frame, Tab } from './browser.js';
import { createFrame } from './page-script.js';
import { startProgram } from './program.js';

/** Nothing is fetched that no test asked for; the rest are Firefox's defaults. */
const preferences = {
  'app.update.disabledForTesting': true,
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
};

interface ContextInfo {
  readonly context: string;
  readonly url: string;
  readonly children: readonly ContextInfo[] | null;
}

interface InterceptedRequest {
  readonly isBlocked: boolean;
  readonly context: string;
  readonly request: { readonly request: string };
}

/** @param hostNames names that are to be this machine */
export async function launchFirefox(path: string, hostNames: readonly string[]): Promise<Browser> {
  const profile = await mkdtemp(join(tmpdir(), 'mdh-tokens-firefox-'));
  await writeFile(join(profile, 'user.js'), preferenceLines(hostNames));
  const args = [
    '--headless',
    '--no-remote',
    '--remote-debugging-port=0',
    '--profile',
    profile,
    'about:blank',
  ];
  const program = startProgram(path, args);
  const session = await openBidiSession(await program.untilSays(/WebDriver BiDi listening on (ws:\S+)/));
  const { capabilities } = await session.send<{ capabilities: { browserVersion: string } }>('session.new', {
    capabilities: {},
  });
  return {
    engine: 'firefox',
    version: `Firefox ${capabilities.browserVersion}`,
    openWindow: async () => createTab(session, await openContext(session, { type: 'window' })),
    async openHidden() {
      const referenceContext = await openContext(session, { type: 'window' });
      const over = await openContext(session, { type: 'tab', referenceContext });
      return {
        tab: createTab(session, referenceContext),
        show: () => session.send('browsingContext.close', { context: over }),
      };
    },
    async close() {
      await session.send('browser.close', {});
      session.close();
      await program.end();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function preferenceLines(hostNames: readonly string[]): string {
  return Object.entries({ ...preferences, 'network.dns.localDomains': hostNames.join(',') })
    .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
    .join('');
}

async function openContext(session: BidiSession, params: object): Promise<string> {
  const { context } = await session.send<{ context: string }>('browsingContext.create', params);
  return context;
}

function createTab(session: BidiSession, context: string): Tab {
  const { evaluate } = frameIn(session, context);
  return {
    evaluate,
    goto: async (url) =>
      void (await session.send('browsingContext.navigate', { context, url, wait: 'complete' })),
    async gotoMadeUp(url, html) {
      await session.send('network.addIntercept', {
        phases: ['beforeRequestSent'],
        contexts: [context],
        urlPatterns: [{ type: 'string', pattern: url }],
      });
      session.on('network.beforeRequestSent', (event) => {
        const { isBlocked, context: from, request } = event as InterceptedRequest;
        if (isBlocked && from === context)
          void session.send('network.provideResponse', pageAnswer(request.request, html));
      });
      await session.send('session.subscribe', { events: ['network.beforeRequestSent'], contexts: [context] });
      await session.send('browsingContext.navigate', { context, url, wait: 'complete' });
    },
    beginReload: () => evaluate(() => void setTimeout(() => location.reload())),
    beginBack: () => evaluate(() => void setTimeout(() => history.back())),
    async frame(address) {
      const { contexts } = await session.send<{ contexts: ContextInfo[] }>('browsingContext.getTree', {
        root: context,
      });
      const found = flatten(contexts[0]?.children ?? []).find(({ url }) => url.startsWith(address));
      if (found === undefined) throw new Error(`no frame at ${address}`);
      return frameIn(session, found.context);
    },
    setFrozen: null,
    async setOffline(isOffline) {
      const networkConditions = isOffline ? { type: 'offline' } : null;
      await session.send('emulation.setNetworkConditions', { contexts: [context], networkConditions });
    },
    close: () => session.send('browsingContext.close', { context }),
  };
}

function pageAnswer(request: string, html: string): object {
  const type = { name: 'Content-Type', value: { type: 'string', value: 'text/html; charset=utf-8' } };
  return { request, statusCode: 200, headers: [type], body: { type: 'string', value: html } };
}

function frameIn(session: BidiSession, context: string): Frame {
  return createFrame(async (expression) => {
    const { result } = await session.send<{ result: { value: string } }>('script.evaluate', {
      expression,
      target: { context },
      awaitPromise: true,
    });
    return result.value;
  });
}

function flatten(contexts: readonly ContextInfo[]): ContextInfo[] {
  return contexts.flatMap((info) => [info, ...flatten(info.children ?? [])]);
}
