// The package's test vectors, with the package's own readers: what others test theirs with is true of ours.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hintForAnswer, problemOfAnswer } from '../src/hints.js';
import {
  bypassesCache,
  parseHttpDateMs,
  parseRetryAfterSeconds,
  parseTokenRequest,
  readAuthenticatorAnswer,
} from '../src/index.js';

interface AnswerVector {
  id: string;
  title: string;
  answer: { status: number; headers: Record<string, string>; body: string };
  page: {
    verdict: string;
    response?: object;
    notes?: string[];
    code?: string;
    says?: string[];
    retryAfterSeconds?: number;
  };
}

interface RequestVector {
  id: string;
  body: string;
  accepted: boolean;
  reason?: string | null;
  bypassesCache?: boolean;
}

function load(name: string): unknown {
  return JSON.parse(readFileSync(`${import.meta.dirname}/../vectors/${name}.json`, 'utf8'));
}

const arrivedMs = Date.parse('2026-11-24T12:00:00Z');

describe('answers', () => {
  const { vectors } = load('answers') as { vectors: AnswerVector[] };

  it.each(vectors.map((vector) => [vector.title, vector] as const))('%s', (_title, { answer, page }) => {
    const http = {
      status: answer.status,
      contentType: answer.headers['content-type'] ?? null,
      body: answer.body,
      retryAfter: answer.headers['retry-after'] ?? null,
      dateMs: parseHttpDateMs(answer.headers['date'] ?? null) ?? arrivedMs,
    };
    const read = readAuthenticatorAnswer(http);
    expect(read.kind).toBe(page.verdict);
    if (read.kind === 'token') {
      expect(read).toEqual({ kind: 'token', response: page.response, notes: page.notes });
      return;
    }
    expect(read.code).toBe(page.code);
    expect(read.retryAfterSeconds).toBe(page.retryAfterSeconds ?? null);
    for (const part of page.says ?? []) expect(problemOfAnswer(http)).toContain(part);
  });

  it('no problem repeats what an answer said', () => {
    const refused = vectors
      .map(({ answer: { status, body } }) => ({
        status,
        contentType: null,
        body,
        retryAfter: null,
        dateMs: arrivedMs,
      }))
      .filter((answer) => readAuthenticatorAnswer(answer).kind !== 'token');
    expect(refused.length).toBeGreaterThan(30);
    expect(refused.map(problemOfAnswer).join('\n')).not.toMatch(/8f14e45f|3600000|1795521600|Sign in/);
  });

  it('whatever comes, the reader does not throw, and neither problem nor hint repeats it', () => {
    const status = fc.oneof(
      fc.constantFrom(0, 200, 302, 401, 403, 429, 500, 503),
      fc.integer({ min: 0, max: 999 }),
    );
    const shape = fc.constantFrom<(secret: string) => string>(
      (secret) => secret,
      (secret) => `{"access_token":"${secret}`,
      (secret) => `{"accessToken":"${secret}"}`,
      (secret) => JSON.stringify({ data: { access_token: secret } }),
      (secret) => JSON.stringify({ access_token: secret, expires_in: secret }),
      (secret) => JSON.stringify({ [secret]: secret, error: secret, error_description: secret }),
      (secret) => `<html><title>${secret}</title>`,
    );
    const secrets = fc.stringMatching(/^[a-z0-9]{12,40}$/);
    const types = fc.oneof(fc.constantFrom('application/json', 'text/html', null), fc.string());
    fc.assert(
      fc.property(
        status,
        shape,
        secrets,
        types,
        fc.string(),
        (code, wrap, secret, contentType, retryAfter) => {
          const answer = { status: code, contentType, body: wrap(secret), retryAfter, dateMs: arrivedMs };
          readAuthenticatorAnswer(answer);
          expect(`${problemOfAnswer(answer)} ${hintForAnswer(answer)}`).not.toContain(secret);
        },
      ),
    );
  });

  it('every kind and code is met, and every id once', () => {
    expect(new Set(vectors.map(({ page }) => page.verdict))).toEqual(
      new Set([
        'token',
        'transient',
        'rate_limited',
        'unauthenticated',
        'forbidden',
        'broken',
        'misconfigured',
      ]),
    );
    expect(new Set(vectors.map(({ id }) => id)).size).toBe(vectors.length);
  });
});

describe('requests', () => {
  const { vectors } = load('requests') as { vectors: RequestVector[] };

  it.each(vectors.map((vector) => [vector.id, vector] as const))('%s', (_id, vector) => {
    const request = parseTokenRequest(vector.body);
    expect(request !== null).toBe(vector.accepted);
    if (request === null) return;
    expect(request.reason ?? null).toBe(vector.reason);
    expect(bypassesCache(request.reason)).toBe(vector.bypassesCache);
  });
});

describe('Retry-After', () => {
  const { vectors, date } = load('retry-after') as {
    vectors: { header: string; seconds: number | null }[];
    date: string;
  };
  const zones = ['UTC', 'America/New_York', 'Pacific/Kiritimati'];

  it.each(vectors.map(({ header, seconds }) => [header, seconds] as const))(
    '%j means %j seconds, in each time zone',
    (header, seconds) => {
      const zone = process.env['TZ'];
      try {
        for (const other of zones) {
          process.env['TZ'] = other;
          expect(parseRetryAfterSeconds(header, Date.parse(date))).toBe(seconds);
        }
      } finally {
        if (zone === undefined) delete process.env['TZ'];
        else process.env['TZ'] = zone;
      }
    },
  );
});
