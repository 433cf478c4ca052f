// What every reporter says of a result that is not well.
import type { CheckResult } from '../check.js';

/** The facts a person needs, each with its name. */
export function factsOf({
  message,
  sent,
  came,
  expected,
  why,
  link,
  baseline,
}: CheckResult): [string, string][] {
  const facts: [string, string | undefined][] = [
    ['what', message],
    ['sent', sent],
    ['came', came],
    ['expected', expected],
    ['why it matters', why],
    ['read more', link],
    ['baseline', baseline],
  ];
  return facts.flatMap(([name, fact]) => (fact === undefined ? [] : [[name, fact]]));
}

/** Whether a result is told at length. Of what could not run, one sentence is enough. */
export function isTold({ state }: CheckResult): boolean {
  return state === 'fail' || state === 'error' || state === 'warn';
}
