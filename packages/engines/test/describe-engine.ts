// Runs the scenarios in one engine, a few side by side.
import { afterAll, beforeAll, describe, it } from 'vitest';
import { limits, type Browser, type EngineName } from '../src/drivers/browser.js';
import { findEngine } from '../src/drivers/launch.js';
import { bundlePage } from '../src/world/bundle-page.js';
import type { Surroundings } from '../src/world/world.js';
import { fourteen, more } from './scenarios/all.js';

export function describeEngine(engine: EngineName): void {
  const launch = findEngine(engine);
  // `npm run engines` asks for all of them.
  const scenarios = process.env['MDH_TOKENS_ENGINES'] === 'all' ? [...fourteen, ...more] : fourteen;
  if (launch === null) {
    it.skip(
      `${engine} is not on this machine: ${scenarios.length} scenarios are not run (npm run engines says what to install)`,
    );
    return;
  }
  describe(`a page in ${engine}`, { timeout: 120_000 }, () => {
    let browser: Browser;
    let surroundings: Surroundings;

    beforeAll(async () => {
      const [script, launched] = await Promise.all([bundlePage(), launch()]);
      browser = launched;
      surroundings = { browser, script };
    }, 120_000);

    afterAll(async () => {
      console.log([`${browser.version}: ${scenarios.length} scenarios`, ...limits[engine]].join('\n  it '));
      await browser.close();
    }, 60_000);

    for (const { what, isAlone = false, impossible, run } of scenarios) {
      const why = impossible?.[engine];
      if (why !== undefined) it.skip(`${what} (not in ${engine}: ${why})`);
      else it(what, { concurrent: !isAlone }, () => run(surroundings));
    }
  });
}
