// One fault: which calls it meets, how many of them, and what it does to them.
import { z } from 'zod';
import { describeIssues } from '../describe-issues.js';
import { EmulatorError } from '../emulator-error.js';
import { endpoints, tokenEndpoints, type Endpoint, type TokenEndpoint } from './endpoint.js';

/** Which calls a fault meets. Every fault has these fields. */
export interface FaultScope {
  /** Default `*`: everything but the control API. */
  endpoint?: Endpoint;
  /** For the next so many calls. Default: until the fault is removed. */
  calls?: number;
  /** The emulator waits so long before it goes on, at most 3600 s. */
  latencySeconds?: number;
}

/** The emulator only waits, and then does what was asked. */
export interface DelayEffect {
  effect: 'delay';
  latencySeconds: number;
}

/** The emulator refuses the call with a JSON body, in the form of the endpoint, instead of doing what was asked. */
export interface AnswerEffect {
  effect: 'answer';
  /** 200 to 599. Default 400. */
  status?: number;
  /** The `error` in the body: an OAuth code for the token endpoint. */
  error?: string;
  /** The `Retry-After` header: seconds, or any text, for example an HTTP date. */
  retryAfter?: number | string;
}

/** The emulator sends a page where JSON belongs, as a captive portal or a proxy does. */
export interface HtmlEffect {
  effect: 'html';
  /** Default 200. 204, 205 and 304 have no body and are refused here. */
  status?: number;
  retryAfter?: number | string;
}

/** The emulator sends no body. */
export interface EmptyEffect {
  effect: 'empty';
  /** Default 200. */
  status?: number;
  retryAfter?: number | string;
}

/** The emulator does what was asked, and half of the answer arrives. */
export interface TruncateEffect {
  effect: 'truncate';
}

/** The emulator never answers. The call ends when the caller gives up or the emulator is closed. */
export interface HangEffect {
  effect: 'hang';
}

/** The emulator cuts the connection without an answer. */
export interface DropEffect {
  effect: 'drop';
}

/** The tokens issued meanwhile have another life. */
export interface LifetimeEffect {
  effect: 'lifetime';
  /** Only these endpoints issue tokens. */
  endpoint: TokenEndpoint;
  tokenLifetimeSeconds: number;
}

/** What a fault does to a call; `effect` says which. */
export type FaultEffect =
  | DelayEffect
  | AnswerEffect
  | HtmlEffect
  | EmptyEffect
  | TruncateEffect
  | HangEffect
  | DropEffect
  | LifetimeEffect;

/** A fault: what it does, and to which calls. For example `{ effect: 'answer', endpoint: 'token', status: 503 }`. */
export type Fault = FaultEffect & FaultScope;

/** A fault in force. */
export type ActiveFault = Fault & {
  readonly id: string;
  readonly endpoint: Endpoint;
  /** Calls it will still meet; `null` until it is removed. */
  readonly remainingCalls: number | null;
};

const seconds = z.number().min(0).max(3600);
const scope = {
  endpoint: z.enum(endpoints).exactOptional(),
  calls: z.int().min(1).exactOptional(),
  latencySeconds: seconds.exactOptional(),
};
const status = z.int().min(200).max(599);
const header = z
  .string()
  .max(100)
  .regex(/^[\x20-\x7e]+$/);
const retryAfter = z.union([z.number().min(0), header]);

/** An answer of these statuses must not have a body (Fetch standard, null body status). */
export const bodilessStatuses: readonly number[] = [204, 205, 304];

const faultSchema: z.ZodType<Fault> = z.discriminatedUnion('effect', [
  z.strictObject({ effect: z.literal('delay'), ...scope, latencySeconds: seconds }),
  z.strictObject({
    effect: z.literal('answer'),
    ...scope,
    status: status.exactOptional(),
    error: z.string().max(100).exactOptional(),
    retryAfter: retryAfter.exactOptional(),
  }),
  z.strictObject({
    effect: z.literal('html'),
    ...scope,
    status: status
      .refine((code) => !bodilessStatuses.includes(code), { error: 'an answer of this status has no body' })
      .exactOptional(),
    retryAfter: retryAfter.exactOptional(),
  }),
  z.strictObject({
    effect: z.literal('empty'),
    ...scope,
    status: status.exactOptional(),
    retryAfter: retryAfter.exactOptional(),
  }),
  z.strictObject({ effect: z.literal('truncate'), ...scope }),
  z.strictObject({ effect: z.literal('hang'), ...scope }),
  z.strictObject({ effect: z.literal('drop'), ...scope }),
  z.strictObject({
    effect: z.literal('lifetime'),
    ...scope,
    endpoint: z.enum(tokenEndpoints, { error: `only ${tokenEndpoints.join(', ')} issue tokens` }),
    tokenLifetimeSeconds: z.int().min(1),
  }),
]);

/** Checks a fault that came from outside. @throws {EmulatorError} `invalid_option`, saying which field is wrong */
export function readFault(value: unknown): Fault {
  const result = faultSchema.safeParse(withoutUndefined(value));
  if (result.success) return result.data;
  throw new EmulatorError(
    'invalid_option',
    `fault: ${describeIssues(result.error)}`,
    'For example { effect: "answer", endpoint: "token", status: 503, retryAfter: 30, calls: 2 }.',
    { cause: result.error },
  );
}

/** A field that is there with `undefined` counts as absent. */
function withoutUndefined(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined));
}
