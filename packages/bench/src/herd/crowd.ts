// A crowd of pages, second by second.
import { createAgenda } from './agenda.js';
import type { Authenticator, Fleet } from './authenticator.js';
import { createDraw, type Draw } from '../chance.js';
import { createPages, enterPage, grant, refuse, type Client, type Entry, type Pages } from './pages.js';
import { createTraffic, type Traffic } from './traffic.js';

export interface Scenario {
  readonly client: Client;
  readonly fleet: Fleet;
  /** How long the crowd is watched. */
  readonly seconds: number;
  /** When and how one more page comes into sight. */
  enter(draw: Draw): Entry;
}

export interface Crowd {
  readonly pages: number;
  readonly seed: number;
}

/** So few that their numbers stay in the processor's cache: several times as fast as all at once. */
const cohortPages = 20_000;

/** Cohort after cohort: pages know nothing of each other, and a fleet's instances share its calls. */
export function simulateCrowd(scenario: Scenario, { pages, seed }: Crowd): Traffic {
  const traffic = createTraffic(scenario.seconds, pages);
  for (let first = 0; first < pages; first += cohortPages) {
    const count = Math.min(cohortPages, pages - first);
    const authenticator = scenario.fleet(count / pages);
    const lostAt = traffic.lostAt.subarray(first, first + count);
    simulateCohort(scenario, authenticator, createDraw(seed, first), { ...traffic, lostAt });
  }
  return traffic;
}

function simulateCohort(
  scenario: Scenario,
  authenticator: Authenticator,
  draw: Draw,
  traffic: Traffic,
): void {
  const count = traffic.lostAt.length;
  const pages = createPages(count);
  const agenda = createAgenda(scenario.seconds, count);
  for (let page = 0; page < count; page += 1) {
    enterPage(pages, page, scenario.enter(draw));
    agenda.add(page, pages.dueAt[page]!);
  }
  agenda.run((page, second) => {
    traffic.requests[second]! += 1;
    const answer = authenticator(pages.dueAt[page]!);
    if (answer.isGranted) {
      traffic.grants[second]! += 1;
      noteLoss(pages, page, pages.dueAt[page]! + scenario.client.latencyMs, traffic);
      grant(pages, page, scenario.client, draw());
    } else {
      refuse(pages, page, scenario.client, answer.retryAfterSeconds, draw());
    }
    agenda.add(page, pages.dueAt[page]!);
  });
  for (let page = 0; page < count; page += 1) noteLoss(pages, page, scenario.seconds * 1000, traffic);
}

/** Notes that a page was without a token at `until`, unless it never had one or has lost one before. */
function noteLoss(pages: Pages, page: number, until: number, { lostAt }: Traffic): void {
  const endedAt = pages.expiresAt[page]!;
  const isLost = pages.hasHadToken[page] === 1 && endedAt < until && lostAt[page] === 0;
  if (isLost) lostAt[page] = endedAt;
}
