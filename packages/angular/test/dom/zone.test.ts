// A store in an application with zone.js, which counts the timers and requests that are begun in Angular's zone.
import { beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { createTokenWorld, lifeSeconds, type TokenWorld } from '../../../react/test/token-world.js';
import type { OpenedApp } from '../open-app.js';

let angular: typeof import('@angular/core');
let openApp: typeof import('../open-app.js').openApp;
let provideTokenStore: typeof import('../../src/index.js').provideTokenStore;

beforeAll(async () => {
  // The zone patches the clock that it finds: the virtual one. What uses it is loaded after it.
  vi.useFakeTimers();
  await import('zone.js');
  angular = await import('@angular/core');
  ({ provideTokenStore } = await import('../../src/index.js'));
  ({ openApp } = await import('../open-app.js'));
});

const pass = async (ms: number): Promise<void> => void (await vi.advanceTimersByTimeAsync(ms));

interface Opened extends OpenedApp {
  /** Does what a click handler would do. */
  inZone<T>(work: () => T): T;
  readonly world: TokenWorld;
}

async function open(): Promise<Opened> {
  const world = createTokenWorld();
  onTestFinished(() => void vi.unstubAllGlobals());
  const providers = [angular.provideZoneChangeDetection(), provideTokenStore(() => world.store)];
  const opened = await openApp('', () => ({}), providers);
  const zone = opened.app.injector.get(angular.NgZone);
  return { ...opened, world, inZone: (work) => zone.run(work) };
}

it('control: a plain timer makes the application unstable', async () => {
  const { inZone, isStable } = await open();
  await pass(1_000);
  expect(isStable()).toBe(true);
  inZone(() => setTimeout(() => undefined, 60_000));
  await pass(1_000);
  expect(isStable()).toBe(false);
  await pass(60_000);
  expect(isStable()).toBe(true);
});

it('stable with zone.js after start, and through refreshes', async () => {
  const { isStable, world } = await open();
  await pass(1_000);
  expect([world.store.state.status, isStable()]).toEqual(['active', true]);
  await pass(2 * lifeSeconds * 1000);
  expect(world.calls).toBeGreaterThan(2);
  expect(isStable()).toBe(true);
});

it('stable after refresh()', async () => {
  const { inZone, isStable, world } = await open();
  await pass(1_000);
  inZone(() => void world.store.refresh());
  await pass(2_000);
  expect([world.calls, isStable()]).toEqual([2, true]);
});

it('stable after an SDK call', async () => {
  const { inZone, isStable, world } = await open();
  const call = inZone(() => world.sdk.getParticipantInfo());
  await pass(2_000);
  await call;
  world.refused.add(world.issued[0]!);
  const replayed = inZone(() => world.sdk.getParticipantInfo());
  await pass(3_000);
  await replayed;
  expect([world.calls, isStable()]).toEqual([2, true]);
});
