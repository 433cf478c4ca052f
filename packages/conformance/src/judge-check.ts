// From what a check's own function finds, or throws, to its result.
import { couldNotRun, type CheckResult, type Verdict } from './check.js';
import { ConformanceError } from './conformance-error.js';
import type { CheckDefinition } from './definition.js';
import type { Lab } from './lab.js';
import { NoAnswer } from './no-answer.js';
import { cleanDeep } from './secrets.js';

/** @throws {ConformanceError} where a session cannot be had */
export async function judgeCheck(
  definition: CheckDefinition,
  lab: Lab,
): Promise<Omit<CheckResult, 'seconds'>> {
  const { id, level, title, why } = definition;
  const found = await judge(definition, lab);
  const state = found.state === 'fail' && level === 'SHOULD' ? 'warn' : found.state;
  const baseline = lab.settings.baseline?.[id];
  const result = { id, level, title, ...found, state, why, link: linkOf(definition) };
  return cleanDeep(baseline === undefined ? result : { ...result, baseline }, lab.secrets);
}

export function linkOf({ section }: Pick<CheckDefinition, 'section'>): string {
  return `@mdh-tokens/contract README, “${section}”`;
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
