// Reads variables by a table of their forms, and tells everything that is wrong with them together.
import type { z } from 'zod';
import type { SettingProblem } from './setting-problem.js';
import type { Variables } from './variables.js';

/** The form of each variable. Each form takes a variable that is not set. */
export type SettingForms<T> = { readonly [Name in keyof T]-?: z.ZodType<T[Name]> };

/** The values, with the default in place of each that is wrong, and what is wrong. */
export interface SettingReading<T> {
  values: T;
  problems: SettingProblem[];
}

/** Reads each variable by its form. The forms' messages hold no values. */
export function readSettings<T>(
  forms: SettingForms<T>,
  { values: given, nameOf }: Variables,
): SettingReading<T> {
  const problems: SettingProblem[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, form] of Object.entries<z.ZodType>(forms)) {
    const result = form.safeParse(given[name]);
    values[name] = result.success ? result.data : form.parse(undefined);
    for (const { message } of result.error?.issues ?? []) {
      problems.push({ variable: nameOf(name), problem: message, hint: '' });
    }
  }
  return { values: values as T, problems };
}
