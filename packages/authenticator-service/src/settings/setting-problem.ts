// What is wrong with a setting, as data; sentences are made of it at the end only.

/** One thing that stands in the way. */
export interface SettingProblem {
  /** The environment variable. */
  variable: string;
  /** Such as `is missing`: follows the variable's name. Never holds a secret. */
  problem: string;
  /** What to do, as a sentence. */
  hint: string;
}

/** One line for whoever set the variables. */
export function describeProblem({ variable, problem, hint }: SettingProblem): string {
  return `${variable} ${problem}. ${hint}`.trimEnd();
}
