// One call of a page, as it is recorded and sent again: who asked for what, and what kind of answer came. No token.
import { z } from 'zod';

/** The form of a JSON value: the type of a scalar, the form of a list's elements, the forms of an object's fields. */
export type Shape = string | readonly Shape[] | { readonly [field: string]: Shape };

/** One call of a page to the participant API. */
export interface RecordedCall {
  /** When it was answered, by the emulator's own time: ISO 8601. */
  at: string;
  /** The participant whose token was presented. */
  participantIdentifier: string;
  method: string;
  /** Path and query. */
  path: string;
  /** The JSON body; absent without one. */
  body?: unknown;
  status: number;
  /** The form of the JSON answer, without its values; `null` for an answer that is not JSON. */
  answer: Shape | null;
}

const shape: z.ZodType<Shape> = z.lazy(() =>
  z.union([z.string(), z.array(shape), z.record(z.string(), shape)]),
);

/** The schema of a line of a recording. */
export const recordedCall: z.ZodType<RecordedCall> = z.strictObject({
  at: z.iso.datetime(),
  participantIdentifier: z.string().min(1),
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
  path: z.string().regex(/^\/api\/v\d\/delegated\//),
  body: z.unknown().optional(),
  status: z.int().min(100).max(599),
  answer: shape.nullable(),
});

/** The form of a JSON value. A list has each form that its elements have, once. */
export function shapeOf(value: unknown): Shape {
  if (value === null) return 'null';
  if (Array.isArray(value)) {
    const shapes = value.map((element) => shapeOf(element));
    const texts = shapes.map((element) => JSON.stringify(element));
    return shapes.filter((_element, index) => texts.indexOf(texts[index] ?? '') === index);
  }
  if (typeof value !== 'object') return typeof value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([one], [other]) => one.localeCompare(other))
      .map(([name, field]) => [name, shapeOf(field)]),
  );
}
