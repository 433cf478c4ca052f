// The checks of one run, ready to be run one after another by whoever wants.
import type { Check, CheckResult, Verdict } from './check.js';
import { couldNotRun } from './check.js';
import { allChecks } from './checks/all-checks.js';
import { createClient, NoAnswer, type Client } from './client.js';
import { ConformanceError } from './conformance-error.js';
import type { CheckDefinition } from './definition.js';
import { createEmulatorControl } from './emulator-control.js';
import { shareAnswers, type Lab } from './lab.js';
import type { KitClock } from './kit-clock.js';
import type { Settings } from './options.js';
import { createPeople } from './people.js';
import { cleanDeep, createSecrets, type Secrets } from './secrets.js';

/** What a run leaves behind besides its results. */
export interface Run {
  readonly checks: readonly Check[];
  readonly client: Client;
  readonly secrets: Secrets;
}

/** @throws {ConformanceError} `nothing_selected`, `invalid_option` for a baseline that names no check */
export function createChecks(settings: Settings, clock: KitClock): Run {
  const selected = select(settings);
  const secrets = createSecrets();
  let current = selected[0];
  let done = 0;
  const tell = (waitSeconds?: number): void => {
    if (current === undefined) return;
    const { id, title } = current;
    settings.onProgress?.({
      id,
      title,
      done,
      of: selected.length,
      ...(waitSeconds === undefined ? {} : { waitSeconds }),
    });
  };
  const client = createClient(settings, secrets, { clock, onWait: tell });
  const { ask, log, unanswered, has, holdsToken } = client;
  const lab: Lab = {
    ask,
    log,
    unanswered,
    has,
    holdsToken,
    settings,
    secrets,
    people: createPeople(settings, secrets),
    emulator: createEmulatorControl(settings),
    shared: shareAnswers(ask),
    wait(seconds) {
      tell(seconds);
      return clock.wait(seconds);
    },
  };

  async function run(definition: CheckDefinition): Promise<CheckResult> {
    current = definition;
    tell();
    const startedAt = clock.seconds();
    const found = await judge(definition, lab);
    done += 1;
    const { id, level, title, why } = definition;
    const state = found.state === 'fail' && level === 'SHOULD' ? 'warn' : found.state;
    const baseline = settings.baseline?.[id];
    const result: CheckResult = {
      id,
      level,
      title,
      ...found,
      state,
      why,
      link: linkOf(definition),
      seconds: Math.round((clock.seconds() - startedAt) * 1000) / 1000,
      ...(baseline === undefined ? {} : { baseline }),
    };
    return cleanDeep(result, secrets);
  }

  return { checks: selected.map((definition) => toCheck(definition, run)), client, secrets };
}

/** All definitions that `only` selects; all where it is not given. @throws {ConformanceError} `nothing_selected` */
export function select({ only, baseline }: Pick<Settings, 'only' | 'baseline'>): readonly CheckDefinition[] {
  const ids = new Set(allChecks.map(({ id }) => id));
  for (const id of Object.keys(baseline ?? {})) {
    if (!ids.has(id))
      throw new ConformanceError('invalid_option', `the baseline names ${id}`, 'There is no such check.');
  }
  if (only === undefined) return allChecks;
  const unknown = only.find((name) => ![...ids].some((id) => id === name || id[0] === name));
  if (unknown !== undefined) {
    throw new ConformanceError('nothing_selected', `no check is called ${unknown}`, '--list names them all.');
  }
  const selected = allChecks.filter(({ id }) => only.some((name) => id === name || id[0] === name));
  if (selected.length > 0) return selected;
  throw new ConformanceError('nothing_selected', 'no check is selected', '--list names them all.');
}

export function linkOf({ section }: Pick<CheckDefinition, 'section'>): string {
  return `@mdh-tokens/contract README, “${section}”`;
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

/** Needs nothing of the first answer. */
const independent = new Set(['T01', 'T06']);

async function judge(
  definition: CheckDefinition,
  lab: Lab,
): Promise<Verdict | { state: 'error'; message: string }> {
  try {
    if (!independent.has(definition.id)) {
      const { status, json } = await lab.shared.first();
      if (status !== 200 || json === undefined)
        return couldNotRun('the session was not accepted; T01 says more');
    }
    return await definition.run(lab);
  } catch (error) {
    if (error instanceof ConformanceError) throw error;
    if (error instanceof NoAnswer) return judgeSilence(definition, error);
    // A defect of the kit: its name only, since a message may quote what it met.
    return {
      state: 'error',
      message: `the kit failed (${error instanceof Error ? error.name : typeof error})`,
    };
  }
}

function judgeSilence({ id }: CheckDefinition, { message }: NoAnswer): Verdict {
  if (id !== 'T01') return couldNotRun(message);
  return { state: 'fail', message: `${message}.`, came: 'nothing', expected: '200 with JSON' };
}
