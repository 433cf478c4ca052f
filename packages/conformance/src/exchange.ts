// One request and its answer, in words that quote no value of either.
import {
  readAuthenticatorAnswer,
  parseHttpDateMs,
  type AuthenticatorAnswer,
  type AuthenticatorHttpAnswer,
} from '@mdh-tokens/contract';
import { hintForAnswer, nameOfContentType, problemOfAnswer } from '@mdh-tokens/contract/hints';
import type { Who } from './session.js';

/** An answer, read to its end as a page reads it. */
export interface Exchange {
  readonly who: Who;
  readonly method: string;
  /** The request in words. */
  readonly sent: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** `undefined` where the body is no JSON. */
  readonly json: unknown;
  /** The page's verdict. */
  readonly answer: AuthenticatorAnswer;
  /** The access token of a usable answer. */
  readonly token: string | null;
  readonly seconds: number;
  /** When the answer was there, in seconds of the kit's own clock. */
  readonly atSeconds: number;
  /** The kit's wall clock then; epoch milliseconds. */
  readonly arrivedMs: number;
}

/** What `toExchange` reads. */
export interface ReceivedAnswer {
  who: Who;
  method: string;
  sent: string;
  response: Response;
  text: string;
  seconds: number;
  atSeconds: number;
  arrivedMs: number;
}

export function toExchange({ response, ...received }: ReceivedAnswer): Exchange {
  const { status, headers } = response;
  const answer = readAuthenticatorAnswer(toHttpAnswer({ ...received, status, headers }));
  const token = answer.kind === 'token' ? answer.response.access_token : null;
  return { ...received, status, headers, json: parseJson(received.text), answer, token };
}

function toHttpAnswer({
  status,
  headers,
  text,
  arrivedMs,
}: Pick<Exchange, 'status' | 'headers' | 'text' | 'arrivedMs'>): AuthenticatorHttpAnswer {
  return {
    status,
    contentType: headers.get('content-type'),
    body: text,
    retryAfter: headers.get('retry-after'),
    dateMs: parseHttpDateMs(headers.get('date')) ?? arrivedMs,
  };
}

/** Why a page has no token of an answer. */
export function problemOf(exchange: Exchange): string {
  return problemOfAnswer(toHttpAnswer(exchange));
}

/** What came, in words: status, type and the shape of the JSON. */
export function describeAnswer(exchange: Exchange): string {
  const { status, headers, text } = exchange;
  const type = nameOfContentType(headers.get('content-type'));
  const target = headers.get('location');
  const whereTo = target === null ? '' : ` to ${withoutQuery(target)}`;
  return `${status}${whereTo} with ${text.trim() === '' ? 'an empty body' : `${type}${describeBody(exchange)}`}`;
}

/** The likely cause as a sentence of its own, or nothing. */
export function likelyCause(exchange: Exchange): string {
  return hintForAnswer(toHttpAnswer(exchange));
}

/** The contract's error code in an answer; `null` where there is none. */
export function errorCodeOf({ json }: Exchange): string | null {
  const error = isRecord(json) ? json['error'] : undefined;
  return typeof error === 'string' ? error : null;
}

/** Whether an answer sends the page elsewhere. */
export function isRedirect({ status }: Exchange): boolean {
  return status >= 300 && status < 400;
}

export function isLoginPage({ text, json }: Exchange): boolean {
  return json === undefined && /<input[^>]+type=["']?password|log.?in|sign.?in/i.test(text);
}

export function subjectOf({ answer }: Exchange): string | null {
  return answer.kind === 'token' ? (answer.response.subject ?? null) : null;
}

export function isSameSubject(one: Exchange, another: Exchange): boolean {
  return subjectOf(one) !== null && subjectOf(one) === subjectOf(another);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function describeBody({ json, text }: Exchange): string {
  if (isRecord(json)) {
    const fields = Object.entries(json).map(
      ([name, value]) => `${describeName(name)}: ${describeValue(name, value)}`,
    );
    return ` { ${fields.slice(0, 8).join(', ')}${fields.length > 8 ? ', …' : ''} }`;
  }
  if (json !== undefined) return `, JSON that is ${Array.isArray(json) ? 'a list' : `a ${typeof json}`}`;
  if (/<html|<!doctype/i.test(text)) return ', a page';
  return `, ${text.length} characters`;
}

/** A name may be anything in an object that is used as a map, also a person's. */
function describeName(name: string): string {
  return /^[A-Za-z_]{1,30}$/.test(name) ? name : 'another name';
}

function describeValue(name: string, value: unknown): string {
  if (name === 'error' && typeof value === 'string' && /^[a-z_]{1,40}$/.test(value)) return `"${value}"`;
  if (/^(expires|refresh)/i.test(name) && typeof value === 'number') return String(value);
  if (typeof value === 'string') return `text of ${value.length}`;
  return value === null ? 'null' : Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}

/** Nor what some servers put into the path, such as `;jsessionid=`. */
function withoutQuery(location: string): string {
  return location.replace(/[?#;].*$/s, '').slice(0, 200);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.trim()) as unknown;
  } catch {
    return undefined;
  }
}
