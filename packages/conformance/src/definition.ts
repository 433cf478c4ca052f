// How a check is written down.
import type { Level, Verdict } from './check.js';
import { couldNotRun, pass } from './check.js';
import { describeAnswer, likelyCause, type Exchange } from './exchange.js';
import type { Lab } from './lab.js';

export interface CheckDefinition {
  readonly id: string;
  readonly level: Level;
  readonly title: string;
  /** What it means for a participant where the rule does not hold. */
  readonly why: string;
  /** The heading in the contract's README. */
  readonly section: string;
  run(lab: Lab): Promise<Verdict>;
}

/** The rule does not hold, with the exchange that shows it. */
export function failedBy(exchange: Exchange, message: string, expected: string): Verdict {
  const cause = likelyCause(exchange);
  const told = exchange.answer.kind === 'token' || cause === '' ? message : `${message} ${cause}`;
  return { state: 'fail', message: told, sent: exchange.sent, came: describeAnswer(exchange), expected };
}

/** A rule that holds well enough for a page, but not as the contract has it. */
export function warnedBy(exchange: Exchange, message: string, expected: string): Verdict {
  return { ...failedBy(exchange, message, expected), state: 'warn' };
}

/** The first verdict that is no pass, else the last. */
export async function allOf(steps: readonly (() => Promise<Verdict>)[]): Promise<Verdict> {
  let verdict = pass('');
  for (const step of steps) {
    verdict = await step();
    if (verdict.state !== 'pass') return verdict;
  }
  return verdict;
}

/** Whether an answer gives a token to whoever reads it. */
export function givesToken(lab: Lab, exchange: Exchange): boolean {
  return (
    exchange.token !== null ||
    (exchange.status < 400 && exchange.text !== '' && lab.holdsToken(exchange.text))
  );
}

/** For a check that compares tokens: where there is none, A01 has said why. */
export const noToken: Verdict = couldNotRun('no usable token came; T01 and A01 say why');
