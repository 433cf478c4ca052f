// Reads queries and bodies against schemas, with the list and date syntax of the SDK.
import type { Context } from 'hono';
import { z } from 'zod';
import { invalidRequest, refusal } from './refusal.js';

/**
 * The query of a request. Unknown parameters are ignored, as MyDataHelps does, and so is one whose value is the text
 * `undefined`: the SDK writes it for a parameter that is absent, and the vendor's own library relies on that.
 *
 * @throws {HTTPException} 400
 */
export function readQuery<T>(c: Context, schema: z.ZodType<T>): T {
  return parse(schema, givenQuery(c));
}

/** The parameters of a request that have a value. */
export function givenQuery(c: Context): Record<string, string> {
  return Object.fromEntries(Object.entries(c.req.query()).filter(([, value]) => value !== 'undefined'));
}

/** The JSON body of a request. @throws {HTTPException} 400, 415 */
export async function readBody<T>(c: Context, schema: z.ZodType<T>): Promise<T> {
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') throw refusal(415, 'The body must be application/json.');
  let body: unknown;
  try {
    body = await c.req.json<unknown>();
  } catch {
    throw refusal(400, 'The body is not JSON.');
  }
  return parse(schema, body);
}

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw invalidRequest(result.error.issues);
}

/**
 * Splits a list as the SDK joins it: commas between, a backslash before a comma or backslash that belongs to an element.
 */
export function splitList(text: string): string[] {
  const elements = [''];
  for (const [, escaped, plain] of text.matchAll(/\\([\\,])|([^])/g)) {
    if (plain === ',') elements.push('');
    else elements[elements.length - 1] += escaped ?? plain ?? '';
  }
  return elements;
}

/** A list in a query. */
export const listOf: z.ZodType<string[], string> = z.string().transform((text) => splitList(text));

/** A list in a query of known words only. */
export function listOfWords<const Words extends readonly [string, ...string[]]>(
  words: Words,
): z.ZodType<Words[number][], string> {
  return listOf.pipe(z.array(z.enum(words)));
}

/** An instant in a query, ISO 8601 with or without fractions; epoch milliseconds. */
export const instant: z.ZodType<number, string> = z
  .string()
  .transform((text) => (/^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN))
  .refine((at) => !Number.isNaN(at), { error: 'expected a date and time, ISO 8601' });

/** A text in a query that must be there. */
export function requiredText(name: string): z.ZodString {
  const error = `the ${name} is required`;
  return z.string({ error }).min(1, { error });
}

/** A word in a query that must be there, one of those known. */
export function requiredWord<const Words extends readonly [string, ...string[]]>(
  name: string,
  words: Words,
): z.ZodType<Words[number]> {
  const error: z.core.$ZodErrorMap = ({ input }) =>
    input === undefined ? `the ${name} is required` : undefined;
  return z.enum(words, { error });
}

/** A whole number in a query. */
export function wholeNumber(least: number, most: number): z.ZodType<number, string> {
  return z
    .string()
    .regex(/^\d{1,9}$/, { error: `expected a whole number from ${least} to ${most}` })
    .transform(Number)
    .pipe(z.number().min(least).max(most));
}
