// Pages that MyDataHelps shows, known by the page around them or by a handler; and pages that only look like it.
import { MyDataHelps } from '@careevolution/mydatahelps-js';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createTokenStore } from '../../src/index.js';
import { farEnd, pass, seconds, useVirtualTime } from './virtual-page.js';

useVirtualTime();
beforeEach(() => {
  // The SDK tells of pages around that it does not know.
  vi.spyOn(console, 'log').mockReturnValue(undefined);
});

/** Gives an object of the page another value, for this test. */
function override(target: object, name: string, value: unknown): void {
  const before = Object.getOwnPropertyDescriptor(target, name);
  Object.defineProperty(target, name, { value, configurable: true });
  onTestFinished(() => {
    if (before === undefined) Reflect.deleteProperty(target, name);
    else Object.defineProperty(target, name, before);
  });
}

const parentPage = {};

/** The page is in a frame, in a browser that names the pages around it, the nearest first. */
function frameIn(...ancestorOrigins: string[]): void {
  override(window, 'parent', parentPage);
  override(location, 'ancestorOrigins', ancestorOrigins);
}

/** The page is in a frame, in a browser that tells the referrer at most. */
function frameReferredFrom(referrer: string): void {
  override(window, 'parent', parentPage);
  override(document, 'referrer', referrer);
}

/** What a started store makes of the page. */
async function startHere(): Promise<{ calls: number; diagnostics: string[]; sdkToken: string | undefined }> {
  const far = farEnd(600);
  const sdk = new MyDataHelps();
  const store = createTokenStore({ authenticator: far.authenticator, sdk });
  onTestFinished(() => store.stop());
  const diagnostics: string[] = [];
  store.on('diagnostic', ({ code }) => diagnostics.push(code));
  void store.start();
  await pass(seconds(5));
  const { token } = sdk as { token: { access_token: string } | null };
  return { calls: far.calls.length, diagnostics, sdkToken: token?.access_token };
}

const leftToThePlatform = { calls: 0, diagnostics: ['hosted'], sdkToken: undefined };
const supplied = { calls: 1, diagnostics: [], sdkToken: 'token-1' };

const platformOrigins = [
  'https://mydatahelps.org',
  'https://designer.mydatahelps.org',
  'https://mydatahelps.dev',
  'https://careevolution.com',
  'https://careevolution.dev',
  'https://ce.dev',
  'https://rkstudio.careevolution.com',
  'https://a.b3-deploys.com',
  'https://platform.joinallofus.org',
  'https://www.platform.joinallofus.org',
];

const otherOrigins = [
  'https://evil-mydatahelps.org',
  'https://notcareevolution.com',
  'https://mydatahelps.org.evil.example',
  'https://evil.example/mydatahelps.org',
  'https://joinallofus.org',
  'https://hospital.example',
  'http://localhost:3000',
  'http://127.0.0.1:3000',
];

describe('a page in a frame', () => {
  it.each(platformOrigins)('of %s is left to the platform', async (origin) => {
    frameIn(origin);
    expect(await startHere()).toEqual(leftToThePlatform);
  });

  it.each(otherOrigins)('of %s is the app’s own', async (origin) => {
    frameIn(origin);
    expect(await startHere()).toEqual(supplied);
  });

  it('of another page is the app’s own, even where that one is in a frame of MyDataHelps', async () => {
    frameIn('https://hospital.example', 'https://mydatahelps.org');
    expect(await startHere()).toEqual(supplied);
  });

  it('in one of MyDataHelps is left to the platform, wherever that one is framed', async () => {
    frameIn('https://mydatahelps.org', 'https://hospital.example');
    expect(await startHere()).toEqual(leftToThePlatform);
  });
});

describe('a page in a frame, where the browser tells no more than the referrer,', () => {
  it.each(platformOrigins)('from %s is left to the platform', async (origin) => {
    frameReferredFrom(`${origin}/view?id=1`);
    expect(await startHere()).toEqual(leftToThePlatform);
  });

  it.each([...otherOrigins.map((origin) => `${origin}/`), ''])(
    'from "%s" is the app’s own',
    async (referrer) => {
      frameReferredFrom(referrer);
      expect(await startHere()).toEqual(supplied);
    },
  );
});

describe('a page in no frame', () => {
  beforeEach(() => override(window, 'parent', window));

  it('to which a link of MyDataHelps led is the app’s own', async () => {
    override(document, 'referrer', 'https://mydatahelps.org/');
    expect(await startHere()).toEqual(supplied);
  });

  it('in a browser that names the pages around it is the app’s own', async () => {
    override(location, 'ancestorOrigins', []);
    override(document, 'referrer', 'https://mydatahelps.org/');
    expect(await startHere()).toEqual(supplied);
  });
});

describe('a message handler', () => {
  const postsToParent = { postMessage: (data: unknown) => window.parent.postMessage(data, '*') };

  it('for ResearchKit is a web view step’s, whoever made it', async () => {
    override(window, 'webkit', { messageHandlers: { ResearchKit: postsToParent } });
    expect(await startHere()).toEqual(leftToThePlatform);
  });

  it('that the SDK made, which posts to the page around, is no native one', async () => {
    override(window, 'webkit', { messageHandlers: { GetDeviceInfo: postsToParent } });
    expect(await startHere()).toEqual(supplied);
  });

  it('of a native app counts, though WebKit does not list it', async () => {
    const handlers = Object.defineProperty({}, 'Dismiss', { value: { postMessage: () => {} } });
    override(window, 'webkit', { messageHandlers: handlers });
    expect(await startHere()).toEqual(leftToThePlatform);
  });
});
