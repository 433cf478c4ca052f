// A scenario of several tabs, played and checked every quarter of a second of virtual time.
import fc from 'fast-check';
import { VirtualChannels, VirtualClock, VirtualLocks } from '../../src/testing/index.js';
import type { Production } from '../simulation/simulated-store.js';
import { demand } from '../simulation/violation.js';
import { createServer } from './server.js';
import { openTab, type Tab, type TabWorld } from './tab.js';

export interface TabHappening {
  kind: 'open' | 'freeze' | 'thaw' | 'close' | 'hang' | 'outage' | 'sign-out';
  tab: number;
  afterMs: number;
}

export interface TabScenario {
  seed: number;
  tabs: number;
  lifeSeconds: number;
  slowestMs: number;
  isDeaf: boolean;
  happenings: TabHappening[];
}

export const tabScenario: fc.Arbitrary<TabScenario> = fc.record({
  seed: fc.integer({ min: 1, max: 2 ** 31 - 2 }),
  tabs: fc.integer({ min: 2, max: 8 }),
  lifeSeconds: fc.constantFrom(30, 60, 600, 3600),
  slowestMs: fc.constantFrom(50, 500, 4_000, 9_000),
  isDeaf: fc.boolean(),
  happenings: fc.array(
    fc.record({
      kind: fc.constantFrom('open', 'freeze', 'thaw', 'close', 'hang', 'outage', 'sign-out'),
      tab: fc.nat({ max: 7 }),
      afterMs: fc.integer({ min: 0, max: 200_000 }),
    }),
    { maxLength: 30 },
  ),
});

/** A message takes up to 20 ms, and one may cause another. */
const messagesAreInMs = 100;
const stepMs = 250;

/** Park and Miller's generator. */
function drawFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

export function openBrowser(production: Production, scenario: TabScenario): TabWorld {
  const { seed, lifeSeconds, slowestMs, isDeaf } = scenario;
  const clock = new VirtualClock();
  const draw = drawFrom(seed);
  return {
    production,
    clock,
    draw,
    isDeaf,
    locks: new VirtualLocks(),
    channels: new VirtualChannels(
      (delayMs, task) => clock.setTimer(delayMs, task),
      () => 20 * draw(),
    ),
    server: createServer(clock, draw, lifeSeconds * 1000, slowestMs),
    policy: { safetyMarginMs: 300_000, timeoutMs: 10_000, shares: true },
    lifeMs: lifeSeconds * 1000,
  };
}

/** @returns how often it was checked. @throws Violation */
export async function playTabs(production: Production, plan: TabScenario): Promise<number> {
  const world = openBrowser(production, plan);
  const tabs = Array.from({ length: plan.tabs }, () => openTab(world));
  let signedOutAtMs = Number.NEGATIVE_INFINITY;
  let checks = 0;

  async function runFor(ms: number): Promise<void> {
    for (let leftMs = ms; leftMs > 0; leftMs -= stepMs) {
      await world.clock.advance(Math.min(stepMs, leftMs));
      checks++;
      check(world, tabs, signedOutAtMs);
    }
  }

  for (const { kind, tab: n, afterMs } of plan.happenings) {
    await runFor(afterMs);
    const tab = tabs[n % tabs.length]!;
    if (kind === 'open') tabs.push(openTab(world));
    else if (kind === 'hang') world.server.hangsNext = true;
    else if (kind === 'outage') world.server.outUntilMs = world.clock.monotonicMs() + 60_000;
    else if (!isAlive(tab) && kind === 'sign-out') continue;
    else if (kind === 'sign-out') {
      world.server.session += 1;
      signedOutAtMs = world.clock.monotonicMs();
      tab.signOut();
    } else if (!tab.isClosed()) tab[kind]();
  }
  world.server.outUntilMs = 0;
  // Nobody signs in within a moment of the sign-out.
  await runFor(1_000);
  for (const tab of tabs) if (isAlive(tab)) tab.start();
  await runFor(90_000);
  await assertRecovered(tabs, runFor);
  return checks;
}

/** Short lives on a slow, deaf channel leave moments between two tokens: each tab has to have one now and then. */
async function assertRecovered(tabs: readonly Tab[], runFor: (ms: number) => Promise<void>): Promise<void> {
  const without = new Set(tabs.filter(isAlive));
  for (let second = 0; second < 30; second++) {
    for (const tab of without) if (tab.token() !== null) without.delete(tab);
    await runFor(1_000);
  }
  demand(without.size === 0, 'a live tab has a token in the end', () => `${without.size} have none`);
}

export function isAlive(tab: Tab): boolean {
  return !tab.isClosed() && !tab.isFrozen();
}

function check({ clock, isDeaf, server }: TabWorld, tabs: readonly Tab[], signedOutAtMs: number): void {
  const now = clock.monotonicMs();
  for (const tab of tabs) {
    if (!isAlive(tab)) continue;
    const token = tab.token();
    demand(token === null || now <= token.untilMs, 'no token past its true expiry', () => String(now));
    const hasHeard = now > Math.max(signedOutAtMs, tab.hearsSinceMs()) + messagesAreInMs;
    demand(
      isDeaf || !hasHeard || token === null || token.session === server.session,
      'after a sign-out no tab has a token of that session',
      () => `session ${token?.session} of ${server.session}`,
    );
    demand(tab.waitedMs() <= 5_005, 'no tab waits longer than 5 s for another', () => `${tab.waitedMs()} ms`);
    demand(tab.heldIdleMs() <= 55, 'no lock is held outside of a call', () => `${tab.heldIdleMs()} ms`);
  }
}
