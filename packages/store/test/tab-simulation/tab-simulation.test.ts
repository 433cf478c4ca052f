// Tabs that share, in a seeded random world: frozen, closed, hung, deaf, slow, in outages, signed out. Each tab is the
// real engine.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadProduction } from '../simulation/load-production.js';
import * as production from '../simulation/production.js';
import { seededTabBugs } from '../simulation/seeded-bugs.mjs';
import { Violation } from '../simulation/violation.js';
import { openBrowser, playTabs, tabScenario, type TabScenario } from './play-tabs.js';
import { openTab } from './tab.js';

const seed = 20_261_124;
const undisturbed: TabScenario = {
  seed: 1,
  tabs: 8,
  lifeSeconds: 600,
  slowestMs: 500,
  isDeaf: false,
  happenings: [],
};

/** The first refresh may be early; from then on one every 270 s at the most. */
const callsOfAnHour = 2 + Math.ceil(3_600 / 270);

async function overAnHour(plan: TabScenario, code = production) {
  const world = openBrowser(code, plan);
  const tabs = Array.from({ length: plan.tabs }, () => openTab(world));
  await world.clock.advance(3_600_000);
  return { world, tabs };
}

describe('tabs in a random world', () => {
  it('never wait longer than 5 s for one another, hold no lock in vain, use no dead token, and recover', async () => {
    let checks = 0;
    const kinds = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(tabScenario, async (plan) => {
        checks += await playTabs(production, plan);
        for (const { kind } of plan.happenings) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      }),
      // A scenario is shrunk for minutes; its seed says as much.
      { seed, numRuns: 80, endOnFailure: true },
    );
    expect(checks).toBeGreaterThan(50_000);
    expect([...kinds.values()].every((count) => count > 20)).toBe(true);
    expect(kinds.size).toBe(7);
  }, 120_000);

  it.each([1, 2, 3, 4, 5])('undisturbed make one call a life between them (seed %i)', async (each) => {
    const { world, tabs } = await overAnHour({ ...undisturbed, seed: each });
    const { calls } = world.server;
    expect(calls.length).toBeLessThanOrEqual(callsOfAnHour);
    const overlap = calls.map(
      ({ startMs }) => calls.filter((call) => call.startMs <= startMs && startMs < call.endMs).length,
    );
    expect(Math.max(...overlap)).toBe(1);
    expect(tabs.every((tab) => tab.token() !== null)).toBe(true);
  });

  it('that cannot hear each other cost at most one call a tab and life', async () => {
    const { world } = await overAnHour({ ...undisturbed, seed: 7, tabs: 4, isDeaf: true });
    expect(world.server.calls.length).toBeLessThanOrEqual(4 * callsOfAnHour);
  });
});

it.each(seededTabBugs)(
  'the simulation of tabs finds: $name',
  async (bug) => {
    const code = await loadProduction(bug);
    const result = await fc.check(
      fc.asyncProperty(tabScenario, async (plan) => {
        await playTabs(code, plan);
        const { world } = await overAnHour({ ...undisturbed, seed: plan.seed }, code);
        if (world.server.calls.length > callsOfAnHour) {
          throw new Violation('undisturbed tabs make one call a life', `${world.server.calls.length} calls`);
        }
      }),
      { seed, numRuns: 60, endOnFailure: true },
    );
    expect(result.errorInstance).toBeInstanceOf(Violation);
  },
  120_000,
);
