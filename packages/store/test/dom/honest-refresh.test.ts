// refresh() is met by a call that left after it, and every call that leaves has one end.
import { expect, it } from 'vitest';
import { createTokenStore, type TokenStore } from '../../src/index.js';
import { minutes, pass, seconds, token, useVirtualTime } from './virtual-page.js';

useVirtualTime();

const isRefreshing = (store: TokenStore) => (store.state as { refreshing?: boolean }).refreshing === true;

it('goes past the authenticator’s cache while a scheduled call is on its way', async () => {
  const reasons: string[] = [];
  let issued = 1;
  let latencyMs = 200;
  const store = createTokenStore({
    async authenticator({ reason }) {
      reasons.push(reason);
      await new Promise((resolve) => setTimeout(resolve, latencyMs));
      // A cache: only past it there is a new token.
      if (reason === 'forced') issued += 1;
      return token(issued, 600);
    },
  });
  void store.start();
  await pass(seconds(1));
  latencyMs = 3_000;
  while (!isRefreshing(store)) await pass(50);
  const before = store.peek();
  const done = store.refresh();
  await pass(seconds(8));
  await done;
  expect(reasons).toEqual(['start', 'schedule', 'forced']);
  expect(store.peek()).not.toBe(before);
  store.stop();
});

it('shares one call among several of one task, and none with those of a later one', async () => {
  let calls = 0;
  const store = createTokenStore({ authenticator: async () => token((calls += 1), 3600) });
  void store.start();
  await pass(seconds(2));
  const together = Promise.all([store.refresh(), store.refresh(), store.refresh()]);
  await pass(seconds(2));
  await together;
  expect(calls).toBe(2);
  const later = store.refresh();
  await pass(seconds(2));
  await later;
  expect(calls).toBe(3);
  store.stop();
});

it('a call that brings the refused token ends as a failure, and the next one goes past the cache', async () => {
  const heard: string[] = [];
  let latencyMs = 200;
  let issued = 1;
  const store = createTokenStore({
    async authenticator({ reason }) {
      const slowness = latencyMs;
      if (reason === 'rejected') issued += 1;
      const mine = issued;
      await new Promise((resolve) => setTimeout(resolve, slowness));
      return token(mine, 600);
    },
  });
  for (const name of ['refresh-start', 'refresh-success', 'refresh-failure', 'refresh-needless'] as const) {
    store.on(name, (payload) => heard.push('reason' in payload ? `${name} ${payload.reason}` : name));
  }
  void store.start();
  await pass(seconds(1));
  latencyMs = 2_000;
  while (!isRefreshing(store)) await pass(50);
  store.invalidate(store.peek()!);
  await pass(seconds(10));
  expect(heard.join(', ')).toBe(
    'refresh-start start, refresh-success, refresh-start schedule, refresh-failure, ' +
      'refresh-start rejected, refresh-success',
  );
  store.stop();
});

it('a backend that caches one token until it ends costs sixty calls in two hours at most', async () => {
  let calls = 0;
  let issuedAt = Number.NEGATIVE_INFINITY;
  let issued = 0;
  const store = createTokenStore({
    async authenticator() {
      calls += 1;
      await new Promise((resolve) => setTimeout(resolve, 200));
      if (performance.now() >= issuedAt + seconds(600)) {
        issued += 1;
        issuedAt = performance.now();
      }
      return token(issued, Math.max(1, Math.floor(600 - (performance.now() - issuedAt) / 1000)));
    },
  });
  void store.start();
  let without = 0;
  for (let minute = 0; minute < 120; minute++) {
    await pass(minutes(1));
    if (store.peek() === null) without += 1;
  }
  expect(calls).toBeLessThanOrEqual(60);
  expect(without).toBeLessThan(3);
  store.stop();
});
