// What a check is, and what it finds.

/** The word of the contract: a MUST that does not hold is a failure, a SHOULD a warning. */
export type Level = 'MUST' | 'SHOULD';

/**
 * - `pass`: the rule holds
 * - `fail`: a MUST does not hold
 * - `warn`: a SHOULD does not hold, or a MUST holds in a way that should be mended
 * - `not-applicable`: the rule does not concern this run, and the message says why
 * - `could-not-run`: something is missing, and the message says what
 * - `error`: a defect of the kit
 */
export type CheckState = 'pass' | 'fail' | 'warn' | 'not-applicable' | 'could-not-run' | 'error';

/** What a check found, in sentences. No secret of the run is in it. */
export interface CheckResult {
  /** For ever the same for one rule, for example `A02`. */
  id: string;
  level: Level;
  title: string;
  state: CheckState;
  /** One sentence. */
  message: string;
  /** The request, where the rule does not hold. */
  sent?: string;
  came?: string;
  expected?: string;
  /** What it means for a participant. */
  why: string;
  /** Where to read more. */
  link: string;
  seconds: number;
  /** Why the baseline expects this; absent where it does not. */
  baseline?: string;
}

/** One rule of the contract, to be run by any test runner. */
export interface Check {
  readonly id: string;
  readonly level: Level;
  readonly title: string;
  /** The heading in the contract's README. */
  readonly section: string;
  /** The same with the document. */
  readonly link: string;
  /**
   * Sends the requests. Whatever the endpoint does, it resolves.
   *
   * @throws {ConformanceError} where a session cannot be had
   */
  run(): Promise<CheckResult>;
  /**
   * For a test runner: rejects where the check fails or could not run, with everything a person needs; resolves where it
   * passes, warns or does not apply.
   *
   * @throws {Error}
   */
  assert(): Promise<void>;
}

/** What a check's own function gives back. `fail` of a SHOULD becomes a warning. */
export type Verdict = Pick<CheckResult, 'message' | 'sent' | 'came' | 'expected'> & {
  state: Exclude<CheckState, 'error'>;
};

/** The rule holds. */
export function pass(message: string): Verdict {
  return { state: 'pass', message };
}

/** Something is missing for this check. */
export function couldNotRun(message: string): Verdict {
  return { state: 'could-not-run', message };
}

/** The rule does not concern this run. */
export function notApplicable(message: string): Verdict {
  return { state: 'not-applicable', message };
}
