import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connectPerformanceTrack } from '../src/performance-track.js';
import { createRecorder } from '../src/recording/recorder.js';
import { connectReduxDevTools } from '../src/redux-devtools.js';
import { createTestableStore, type TestableStore } from './testable-store.js';

let page: TestableStore;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  page.store.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('Redux DevTools', () => {
  const connect = () => {
    const sent: [action: { type: string }, state: { status: string }][] = [];
    const init = vi.fn<(state: unknown) => void>();
    vi.stubGlobal('__REDUX_DEVTOOLS_EXTENSION__', {
      connect: () => ({ init, send: (...pair: (typeof sent)[number]) => void sent.push(pair) }),
    });
    return { sent, init };
  };

  it('is told each happening with the state after it, without a token', async () => {
    const { sent, init } = connect();
    page = createTestableStore();
    const disconnect = connectReduxDevTools(page.store);
    await page.store.start();
    page.answer = 401;
    await vi.advanceTimersByTimeAsync(2_000);
    await page.store.refresh().catch(() => undefined);
    disconnect();
    expect(init).toHaveBeenCalledWith({ status: 'idle' });
    expect(sent.map(([{ type }]) => type)).toContain('token');
    expect(sent.at(-1)).toMatchObject([
      { type: 'status' },
      { status: 'signed-out', error: { code: 'unauthenticated' } },
    ]);
    const text = JSON.stringify(sent);
    for (const secret of page.tokens) expect(text).not.toContain(secret);
    const before = sent.length;
    page.store.stop();
    expect(sent.length).toBe(before);
  });

  it('is told the same from a recorder that is there already', async () => {
    const { sent } = connect();
    const recorder = createRecorder();
    page = createTestableStore(recorder.inspect);
    connectReduxDevTools(page.store, { recorder });
    await page.store.start();
    expect(sent.map(([{ type }]) => type)).toContain('app');
  });

  it('is not missed where it is not there', () => {
    page = createTestableStore();
    expect(() => connectReduxDevTools(page.store)()).not.toThrow();
  });
});

describe("Chrome's Performance panel", () => {
  it('gets a track of calls and one of token lives', async () => {
    const stamps: unknown[][] = [];
    const timeStamp = (...parameters: unknown[]): void => void stamps.push(parameters);
    // Node's console has none.
    vi.stubGlobal('console', Object.assign(Object.create(console), { timeStamp }));
    page = createTestableStore();
    const disconnect = connectPerformanceTrack(page.store);
    await page.store.start();
    await vi.advanceTimersByTimeAsync(2_000);
    await page.store.refresh();
    page.answer = 503;
    await vi.advanceTimersByTimeAsync(2_000);
    await page.store.refresh().catch(() => undefined);
    page.store.signOut();
    disconnect();
    expect(stamps.map(([label, , , track, group, color]) => [label, track, group, color])).toEqual([
      ['start: a token', 'Authenticator calls', 'mdh-tokens', 'primary'],
      ['forced: a token', 'Authenticator calls', 'mdh-tokens', 'primary'],
      ['Token 1', 'Tokens', 'mdh-tokens', 'primary'],
      ['forced: unavailable', 'Authenticator calls', 'mdh-tokens', 'error'],
      ['Token 2', 'Tokens', 'mdh-tokens', 'secondary'],
    ]);
    for (const [, start, end] of stamps) expect(Number(end)).toBeGreaterThanOrEqual(Number(start));
  });
});
