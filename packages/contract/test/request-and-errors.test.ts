import { describe, expect, it } from 'vitest';
import {
  authenticatorErrorStatus,
  bypassesCache,
  isRefreshReason,
  parseRetryAfterSeconds,
  parseTokenRequest,
} from '../src/index.js';

describe('a request’s body', () => {
  it.each<[string, object | null]>([
    ['', {}],
    ['  \n', {}],
    ['{}', {}],
    ['{"reason":"rejected"}', { reason: 'rejected' }],
    ['{"reason":"because"}', {}],
    ['{"reason":"start","participant":"somebody else"}', { reason: 'start' }],
    ['{"reason":["start"]}', {}],
    ['[]', null],
    ['"start"', null],
    ['null', null],
    ['{', null],
  ])('%j is read as %j', (text, request) => {
    expect(parseTokenRequest(text)).toEqual(request);
  });
});

describe('the reasons', () => {
  it('rejected and forced go past the authenticator’s cache, the others do not', () => {
    const all = ['start', 'schedule', 'demand', 'rejected', 'wake', 'retry', 'forced'] as const;
    expect(all.every(isRefreshReason)).toBe(true);
    expect(all.filter(bypassesCache)).toEqual(['rejected', 'forced']);
    expect(bypassesCache(undefined)).toBe(false);
    expect(isRefreshReason('toString')).toBe(false);
  });
});

describe('the error codes', () => {
  it('have the statuses of the contract', () => {
    expect(authenticatorErrorStatus).toEqual({
      bad_request: 400,
      unauthenticated: 401,
      forbidden: 403,
      not_found: 404,
      method_not_allowed: 405,
      payload_too_large: 413,
      rate_limited: 429,
      misconfigured: 500,
      bad_gateway: 502,
      unavailable: 503,
      timeout: 504,
    });
  });
});

describe('Retry-After', () => {
  const now = Date.parse('Tue, 24 Nov 2026 12:00:00 GMT');
  it.each<[string | null, number | null]>([
    ['0', 0],
    ['120', 120],
    [' 120 ', 120],
    ['Tue, 24 Nov 2026 12:02:00 GMT', 120],
    ['Tuesday, 24-Nov-26 12:02:00 GMT', 120],
    ['Tue, 24 Nov 2026 11:00:00 GMT', 0],
    ['soon', null],
    ['-5', null],
    ['1.5', null],
    ['', null],
    [null, null],
  ])('%j means %j seconds', (value, seconds) => {
    expect(parseRetryAfterSeconds(value, now)).toBe(seconds);
  });
});
