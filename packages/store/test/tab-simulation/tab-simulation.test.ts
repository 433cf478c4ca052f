// Tabs that share, in a seeded random world: frozen, closed, hung, deaf, slow, in outages. The core and the reader of
// messages are the production code.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAgenda } from './agenda.js';
import { createChannel, createLock, createServer } from './browser.js';
import { openTab, type Tab, type TabWorld } from './tab.js';

type Happening =
  | { kind: 'open' | 'freeze' | 'thaw' | 'close' | 'hang'; tab: number; afterMs: number }
  | { kind: 'outage'; tab: number; afterMs: number };

interface Scenario {
  seed: number;
  tabs: number;
  lifeSeconds: number;
  slowestMs: number;
  isDeaf: boolean;
  happenings: Happening[];
}

const scenario: fc.Arbitrary<Scenario> = fc.record({
  seed: fc.integer({ min: 1, max: 2 ** 31 - 2 }),
  tabs: fc.integer({ min: 2, max: 8 }),
  lifeSeconds: fc.constantFrom(30, 60, 600, 3600),
  slowestMs: fc.constantFrom(50, 500, 4_000, 9_000),
  isDeaf: fc.boolean(),
  happenings: fc.array(
    fc.record({
      kind: fc.constantFrom('open', 'freeze', 'thaw', 'close', 'hang', 'outage'),
      tab: fc.nat({ max: 7 }),
      afterMs: fc.integer({ min: 0, max: 200_000 }),
    }),
    { maxLength: 30 },
  ),
});

/** Park and Miller's generator. */
function drawFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

function openBrowser({ seed, lifeSeconds, slowestMs, isDeaf }: Scenario): TabWorld {
  const agenda = createAgenda();
  const draw = drawFrom(seed);
  return {
    agenda,
    draw,
    lock: createLock(),
    channel: createChannel(agenda, draw, isDeaf),
    server: createServer(agenda, draw, lifeSeconds * 1000, slowestMs),
    policy: { safetyMarginMs: 300_000, timeoutMs: 10_000, shares: true },
    lifeMs: lifeSeconds * 1000,
  };
}

function happen({ kind, tab: n }: Happening, world: TabWorld, tabs: Tab[]): void {
  const tab = tabs[n % tabs.length]!;
  if (kind === 'open') tabs.push(openTab(world));
  else if (kind === 'hang') world.server.hangsNext = true;
  else if (kind === 'outage') world.server.outUntilMs = world.agenda.nowMs() + 60_000;
  else if (!tab.isClosed()) tab[kind]();
}

const stepMs = 250;

/** Plays a scenario and checks it every quarter of a second of virtual time. */
function play(plan: Scenario): { world: TabWorld; tabs: Tab[]; checks: number } {
  const world = openBrowser(plan);
  const tabs = Array.from({ length: plan.tabs }, () => openTab(world));
  let checks = 0;
  const runFor = (ms: number) => {
    const end = world.agenda.nowMs() + ms;
    for (let at = world.agenda.nowMs() + stepMs; at < end; at += stepMs) {
      world.agenda.runUntil(at);
      checks++;
      check(world, tabs);
    }
    world.agenda.runUntil(end);
  };
  for (const happening of plan.happenings) {
    runFor(happening.afterMs);
    happen(happening, world, tabs);
  }
  world.server.outUntilMs = 0;
  runFor(90_000);
  // Short lives on a slow, deaf channel leave moments between two tokens: each tab has to have one now and then.
  const without = new Set(tabs.filter(isAlive));
  for (let second = 0; second < 30; second++) {
    for (const tab of without) if (tab.token() !== null) without.delete(tab);
    runFor(1_000);
  }
  if (without.size > 0) throw new Error('a live tab has no token in the end');
  return { world, tabs, checks };
}

function isAlive(tab: Tab): boolean {
  return !tab.isClosed() && !tab.isFrozen();
}

/** Thrown by hand: an assertion library's call costs more than all the rest of a check. */
function check({ agenda }: TabWorld, tabs: Tab[]): void {
  for (const tab of tabs) {
    if (!isAlive(tab)) continue;
    const token = tab.token();
    if (token !== null && agenda.nowMs() > token.untilMs) throw new Error('a token past its true expiry');
    if (tab.waitedMs() > 5_000 + 5) throw new Error('a tab waits longer than 5 s for another');
    if (tab.heldIdleMs() > 50 + 5) throw new Error('a lock is held outside of a call');
  }
}

describe('tabs in a random world', () => {
  it('never wait longer than 5 s for one another, hold no lock in vain, use no dead token, and recover', () => {
    let checks = 0;
    const kinds = new Map<string, number>();
    fc.assert(
      fc.property(scenario, (plan) => {
        checks += play(plan).checks;
        for (const { kind } of plan.happenings) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      }),
      // A scenario is shrunk for minutes; its seed says as much.
      { seed: 20_261_124, numRuns: 80, endOnFailure: true },
    );
    expect(checks).toBeGreaterThan(50_000);
    expect([...kinds.values()].every((count) => count > 20)).toBe(true);
    expect(kinds.size).toBe(6);
  });

  it.each([1, 2, 3, 4, 5])('undisturbed make one call a life between them (seed %i)', (seed) => {
    const plan: Scenario = { seed, tabs: 8, lifeSeconds: 600, slowestMs: 500, isDeaf: false, happenings: [] };
    const world = openBrowser(plan);
    const tabs = Array.from({ length: 8 }, () => openTab(world));
    world.agenda.runUntil(3_600_000);
    // The first refresh may be early; from then on one every 270 s at the most.
    expect(world.server.calls.length).toBeLessThanOrEqual(2 + Math.ceil(3_600 / 270));
    const overlap = world.server.calls.map(
      ({ startMs }) =>
        world.server.calls.filter((call) => call.startMs <= startMs && startMs < call.endMs).length,
    );
    expect(Math.max(...overlap)).toBe(1);
    expect(tabs.every((tab) => tab.token() !== null)).toBe(true);
  });

  it('that cannot hear each other cost at most one call a tab and life', () => {
    const plan: Scenario = {
      seed: 7,
      tabs: 4,
      lifeSeconds: 600,
      slowestMs: 500,
      isDeaf: true,
      happenings: [],
    };
    const world = openBrowser(plan);
    for (let n = 0; n < 4; n++) openTab(world);
    world.agenda.runUntil(3_600_000);
    expect(world.server.calls.length).toBeLessThanOrEqual(4 * (2 + Math.ceil(3_600 / 270)));
  });
});
