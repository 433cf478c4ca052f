// The checks of one run, ready to be run one after another by whoever wants.
import type { Check, CheckResult } from './check.js';
import { createClient, type Client } from './client.js';
import type { CheckDefinition } from './definition.js';
import { judgeCheck, linkOf } from './judge-check.js';
import type { KitClock } from './kit-clock.js';
import { createLab } from './lab.js';
import type { Settings } from './options.js';
import { createProgressTeller } from './progress-teller.js';
import { createSecrets, type Secrets } from './secrets.js';
import { selectChecks } from './select-checks.js';

/** What a run leaves behind besides its results. */
export interface Run {
  readonly checks: readonly Check[];
  readonly client: Client;
  readonly secrets: Secrets;
}

/** @throws {ConformanceError} `nothing_selected`, `invalid_option` for a baseline that names no check */
export function createChecks(settings: Settings, clock: KitClock): Run {
  const selected = selectChecks(settings);
  const secrets = createSecrets();
  const progress = createProgressTeller(settings.onProgress, selected.length);
  const wait = (seconds: number): Promise<void> => {
    progress.waits(seconds);
    return clock.wait(seconds);
  };
  const client = createClient(settings, secrets, { clock, wait });
  const lab = createLab(settings, { secrets, client, wait });

  async function run(definition: CheckDefinition): Promise<CheckResult> {
    progress.begins(definition);
    const startedAt = clock.seconds();
    const result = await judgeCheck(definition, lab);
    progress.ends();
    return { ...result, seconds: Math.round((clock.seconds() - startedAt) * 1000) / 1000 };
  }

  return { checks: selected.map((definition) => toCheck(definition, run)), client, secrets };
}

function toCheck(
  definition: CheckDefinition,
  run: (definition: CheckDefinition) => Promise<CheckResult>,
): Check {
  const { id, level, title, section } = definition;
  return {
    id,
    level,
    title,
    section,
    link: linkOf(definition),
    run: () => run(definition),
    async assert() {
      const result = await run(definition);
      const isBad = result.state === 'fail' || result.state === 'error' || result.state === 'could-not-run';
      if (isBad !== (result.baseline !== undefined)) throw new Error(explain(result, isBad));
    },
  };
}

function explain(result: CheckResult, isBad: boolean): string {
  if (!isBad) return `${result.id}: the baseline expects this not to pass, and it does. Take it out.`;
  const { id, level, title, message, sent, came, expected, why } = result;
  const facts = [
    ['sent', sent],
    ['came', came],
    ['expected', expected],
    ['why', why],
  ].flatMap(([name, fact]) => (fact === undefined ? [] : [`  ${name}: ${fact}`]));
  return [`${id} ${level} ${title}: ${message}`, ...facts].join('\n');
}
