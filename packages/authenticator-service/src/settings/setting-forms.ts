// The forms that a variable's text can have, strictly: a number is read as a person would read it.
import { z } from 'zod';

/** Any text. */
export const text: z.ZodOptional<z.ZodString> = z.string().optional();

/** Any text, and what it is where the variable is not set. */
export const textOr = (fallback: string): z.ZodDefault<z.ZodString> => z.string().default(fallback);

/** Digits without a leading zero: JavaScript would also take `-0`, `0x0` and `1e3`, the first two of them for 0. */
export function wholeNumber(fallback: number, most: number): z.ZodType<number> {
  return z
    .string()
    .default(String(fallback))
    .refine((value) => /^(?:0|[1-9]\d{0,9})$/.test(value) && Number(value) <= most, {
      error: `is not a whole number from 0 to ${most}`,
    })
    .transform(Number);
}

/** Digits, with a fraction or without. */
export const seconds: z.ZodType<number | undefined> = z
  .string()
  .regex(/^(?:0|[1-9]\d{0,5})(?:\.\d{1,3})?$/, 'is not a number of seconds')
  .transform(Number)
  .optional();

/** One of some words. */
export function oneOf<const W extends string>(words: readonly W[], fallback: NoInfer<W>): z.ZodType<W> {
  return z
    .string()
    .default(fallback)
    .refine((value): value is W => words.some((word) => word === value), {
      error: `is none of ${words.join(', ')}`,
    });
}

/** `true` or `false`. */
export const flag: z.ZodType<boolean> = oneOf(['true', 'false'], 'false').transform(
  (value) => value === 'true',
);
