// One fault: which calls it meets, how many of them, and what it does to them.
import { z } from 'zod';
import { describeIssues } from '../describe-issues.js';
import { EmulatorError } from '../emulator-error.js';
import { endpoints, type Endpoint } from './endpoint.js';

/**
 * A fault. It needs one of `latencySeconds`, `status`, `error`, `body`, `hang`, `drop` and `tokenLifetimeSeconds`;
 * latency goes with any of the others, and a truncated body with another token life.
 */
export interface Fault {
  /** Which calls. Default `*`: everything but the control API. */
  endpoint?: Endpoint;
  /** For the next so many calls. Default: until it is removed. */
  calls?: number;
  /** Wait so long before going on, at most 3600 s. */
  latencySeconds?: number;
  /** Answer with this status, 200 to 599, instead of doing what was asked. */
  status?: number;
  /** `Retry-After` with `status`: seconds, or any text, an HTTP date for example. */
  retryAfter?: number | string;
  /** The `error` in the body: an OAuth code for the token endpoint. With `status`, which defaults to 400. */
  error?: string;
  /**
   * `html`: a page where JSON belongs (a captive portal, a proxy); `empty`: nothing. Both with status 200 unless
   * `status` says otherwise. `truncated`: what was asked is done, and half of the answer arrives.
   */
  body?: 'html' | 'empty' | 'truncated';
  /** Never answer. The call ends when the caller gives up or the emulator is closed. */
  hang?: boolean;
  /** Cut the connection without an answer. */
  drop?: boolean;
  /** The life of the tokens issued meanwhile. For `token`, `service-token` and `participant-token`. */
  tokenLifetimeSeconds?: number;
}

/** A fault in force. */
export interface ActiveFault extends Fault {
  readonly id: string;
  readonly endpoint: Endpoint;
  /** Calls it will still meet; `null` until it is removed. */
  readonly remainingCalls: number | null;
}

type Unchecked = { [Name in keyof Fault]?: Fault[Name] | undefined };

const seconds = z.number().min(0).max(3600);

const faultSchema = z
  .strictObject({
    endpoint: z.enum(endpoints).optional(),
    calls: z.int().min(1).optional(),
    latencySeconds: seconds.optional(),
    status: z.int().min(200).max(599).optional(),
    retryAfter: z
      .union([
        z.number().min(0),
        z
          .string()
          .max(100)
          .regex(/^[\x20-\x7e]+$/),
      ])
      .optional(),
    error: z.string().max(100).optional(),
    body: z.enum(['html', 'empty', 'truncated']).optional(),
    hang: z.boolean().optional(),
    drop: z.boolean().optional(),
    tokenLifetimeSeconds: z.int().min(1).optional(),
  })
  .refine((fault) => fault.latencySeconds !== undefined || hasOutcome(fault), {
    error: 'it does nothing: give it latencySeconds, status, error, body, hang, drop or tokenLifetimeSeconds',
  })
  .refine((fault) => fault.retryAfter === undefined || fault.status !== undefined, {
    error: 'retryAfter goes with status',
    path: ['retryAfter'],
  })
  .refine((fault) => fault.body !== 'html' || ![204, 205, 304].includes(fault.status ?? 200), {
    error: 'an answer of this status has no body',
    path: ['body'],
  })
  .refine(
    (fault) => fault.body !== 'truncated' || (fault.status === undefined && fault.error === undefined),
    {
      error: 'a truncated body is half of the real answer, which has its own status',
      path: ['body'],
    },
  )
  .refine((fault) => fault.tokenLifetimeSeconds === undefined || fault.endpoint?.endsWith('token') === true, {
    error: 'only token, service-token and participant-token issue tokens',
    path: ['tokenLifetimeSeconds'],
  })
  .refine((fault) => fault.error === undefined || fault.body === undefined, {
    error: 'error goes into a JSON body, which html and empty are not',
    path: ['error'],
  })
  .refine((fault) => outcomesOf(fault) < 2, {
    error: 'hang, drop, an answer of its own and tokenLifetimeSeconds exclude each other',
  });

/** How many different ends a call would come to. Half of the real answer goes with another token life. */
function outcomesOf(fault: Unchecked): number {
  const answer = fault.body === 'truncated' ? undefined : (fault.body ?? fault.status ?? fault.error);
  return [fault.hang, fault.drop, answer, fault.tokenLifetimeSeconds].filter(Boolean).length;
}

/** Whether a fault does more than wait. */
export function hasOutcome(fault: Unchecked): boolean {
  return (
    fault.status !== undefined ||
    fault.error !== undefined ||
    fault.body !== undefined ||
    fault.hang === true ||
    fault.drop === true ||
    fault.tokenLifetimeSeconds !== undefined
  );
}

/** Checks a fault that came from outside. @throws {EmulatorError} `invalid_option`, saying which field is wrong */
export function readFault(value: unknown): Fault {
  const result = faultSchema.safeParse(value);
  if (!result.success) {
    throw new EmulatorError(
      'invalid_option',
      `fault: ${describeIssues(result.error)}`,
      'For example { endpoint: "token", status: 503, retryAfter: 30, calls: 2 }.',
      { cause: result.error },
    );
  }
  // The schema's fields are those of Fault; a key that is there with undefined is dropped.
  return Object.fromEntries(Object.entries(result.data).filter(([, field]) => field !== undefined));
}
