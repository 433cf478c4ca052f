// The endpoint's answer in the form in which the event's sender takes it.
import { STATUS_CODES } from 'node:http';
import type { AuthenticatorAnswer } from '../endpoint/answer.js';
import type { LambdaEvent, LambdaResult } from './lambda-event.js';

/** A load balancer that sends lists of headers takes nothing else; all others take either. */
export function toLambdaResult(
  { multiValueHeaders, headers: single, requestContext }: LambdaEvent,
  { status, headers, body }: AuthenticatorAnswer,
): LambdaResult {
  const common: LambdaResult = { statusCode: status, body, isBase64Encoded: false };
  if (isGiven(requestContext?.elb)) {
    common.statusDescription = `${status} ${STATUS_CODES[status] ?? ''}`.trim();
  }
  const wantsLists = isGiven(multiValueHeaders) && !isGiven(single);
  if (!wantsLists) return { ...common, headers };
  const lists = Object.entries(headers).map(([name, value]) => [name, [value]]);
  return { ...common, multiValueHeaders: Object.fromEntries(lists) as Record<string, string[]> };
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}
