import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Entry, Happening } from '../src/recording/entry.js';
import { inspectStore } from '../src/recording/inspect-store.js';
import { createRecorder, type Recorder } from '../src/recording/recorder.js';
import { sentenceOf } from '../src/recording/sentence.js';
import { marked, requested, token } from './happenings.js';
import { createTestableStore, type TestableStore } from './testable-store.js';

const words = (entries: readonly Entry[]): string[] => entries.map(sentenceOf);

describe('a recorder', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('keeps the newest 500 entries however many come', () => {
    const recorder = createRecorder();
    for (let index = 0; index < 10_000; index += 1) recorder.record(marked(`mark ${index}`));
    expect(recorder.entries.length).toBe(500);
    expect(recorder.entries.at(-1)).toMatchObject({ label: 'mark 9999' });
  });

  it('lets many requests push out no token, no mark and no failure of the authenticator', () => {
    const recorder = createRecorder();
    recorder.record(token(1));
    recorder.mark('offline', 'on');
    for (let index = 0; index < 10_000; index += 1) recorder.record(requested());
    expect(recorder.entries.map(({ type }) => type).slice(0, 3)).toEqual(['token', 'mark', 'request']);
    expect(recorder.entries.length).toBe(302);
  });

  it('keeps the token in hand, however much has happened since', () => {
    const recorder = createRecorder();
    recorder.record(token(1));
    for (let index = 0; index < 1_000; index += 1) recorder.record(marked(`mark ${index}`));
    expect(recorder.entries[0]).toMatchObject({ type: 'token', generation: 1 });
    recorder.record(token(2));
    recorder.record(marked('the first may go now'));
    expect(recorder.entries.filter(({ type }) => type === 'token')).toMatchObject([{ generation: 2 }]);
  });

  it('forgets what is older than half an hour', () => {
    const clock = vi.spyOn(performance, 'now').mockReturnValue(0);
    const recorder = createRecorder();
    recorder.mark('old');
    clock.mockReturnValue(31 * 60_000);
    recorder.mark('new');
    expect(recorder.entries).toMatchObject([{ label: 'new' }]);
  });

  it('runs on when the wall clock is set back', () => {
    const recorder = createRecorder();
    recorder.mark('before');
    vi.spyOn(Date, 'now').mockReturnValue(0);
    recorder.mark('after');
    const [before, after] = recorder.entries;
    expect((after?.at ?? 0) - (before?.at ?? 0)).toBeGreaterThanOrEqual(0);
    expect((after?.at ?? 0) - (before?.at ?? 0)).toBeLessThan(1_000);
  });

  it('tells each listener of each entry, until it is told to stop', () => {
    const recorder = createRecorder();
    const heard: Happening[] = [];
    const stop = recorder.listen((entry) => heard.push(entry));
    recorder.mark('one');
    stop();
    recorder.mark('two');
    expect(heard).toMatchObject([{ label: 'one', id: 1 }]);
  });
});

describe('a recorded store', () => {
  let page: TestableStore;
  let recorder: Recorder;

  beforeEach(() => {
    vi.useFakeTimers();
    recorder = createRecorder();
    page = createTestableStore(recorder.inspect);
  });
  afterEach(() => {
    page.store.stop();
    vi.useRealTimers();
  });

  it('is told with causes, from the start to the sign-out', async () => {
    await page.store.start();
    page.answer = 503;
    // Two calls are a second apart at least.
    await vi.advanceTimersByTimeAsync(2_000);
    await page.store.refresh().catch(() => undefined);
    page.store.signOut();
    expect(words(recorder.entries)).toEqual([
      'The app called start().',
      'Status: acquiring.',
      'Asks the authenticator: the first token is wanted.',
      'The authenticator answered with a token.',
      'Token 1 from the authenticator is in use, good for 10:00.',
      'Status: active.',
      'refresh() was called.',
      'Asks the authenticator: the app asked for it.',
      expect.stringMatching(/^The authenticator call failed: unavailable, HTTP 503\. Next try in 0:0\d\.$/),
      'Status: degraded (unavailable).',
      'The app called signOut(): the token is dropped here and in all tabs that share.',
      'Status: signed-out (signed_out).',
    ]);
  });

  it('says of an early first refresh that it is early on purpose', async () => {
    await page.store.start();
    const state = page.store.state;
    if (state.status !== 'active') throw new Error('the store has no token');
    await vi.advanceTimersByTimeAsync(state.refreshAt - Date.now() + 1_000);
    const call = recorder.entries.findLast((entry) => entry.type === 'call');
    expect(call).toMatchObject({ reason: 'schedule' });
    const share = call?.type === 'call' ? (call.usedShare ?? 1) : 1;
    const early = { ...call, usedShare: 0.15 } as Entry;
    const late = { ...call, usedShare: 0.6 } as Entry;
    expect(sentenceOf(early)).toContain('early on purpose');
    expect(sentenceOf(late)).toBe(
      'Asks the authenticator: the refresh was planned for now, before the safety margin.',
    );
    expect(share).toBeCloseTo((state.refreshAt - state.issuedAt) / (state.expiresAt - state.issuedAt), 1);
  });

  it('says that a token came from another tab', () => {
    const now = Date.now();
    const facts = { leftMs: 60_000, lifeMs: 60_000, refreshInMs: 30_000, subject: null, sameToken: false };
    recorder.inspect({
      at: now,
      event: { type: 'peer-token', facts, online: true, barred: null },
      actions: [{ type: 'keep' }, { type: 'notify-token' }],
      state: {
        status: 'active',
        generation: 1,
        issuedAt: now,
        expiresAt: now + 60_000,
        refreshAt: now + 30_000,
        refreshing: false,
      },
    });
    expect(words(recorder.entries)).toEqual([
      'Another tab has brought a token.',
      'Token 1 from another tab is in use, good for 1:00.',
      'Status: active.',
    ]);
  });

  it('holds no token in any entry, after 100 refreshes', async () => {
    await page.store.start();
    for (let index = 0; index < 100; index += 1) {
      await vi.advanceTimersByTimeAsync(2_500);
      await page.store.refresh();
    }
    expect(page.tokens.length).toBeGreaterThan(100);
    const text = JSON.stringify(recorder.entries);
    for (const secret of page.tokens) expect(text).not.toContain(secret);
  });

  it('can be recorded later: from the token in hand on', async () => {
    await page.store.start();
    await vi.advanceTimersByTimeAsync(5_000);
    const { recorder: late, stop } = inspectStore(page.store, undefined);
    page.answer = 401;
    await page.store.refresh().catch(() => undefined);
    stop();
    page.store.stop();
    expect(late.entries[0]).toMatchObject({ type: 'token', generation: 1, ageMs: 5_000, lifeMs: 595_000 });
    expect(words(late.entries).slice(1)).toEqual([
      'refresh() was called.',
      'Asks the authenticator: the app asked for it.',
      'Status: signed-out (unauthenticated).',
    ]);
  });
});
