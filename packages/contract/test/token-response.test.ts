import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTokenResponse } from '../src/index.js';

const good = { access_token: 'abc', expires_in: 600, token_type: 'Bearer' };

describe('a token answer', () => {
  it.each<[string, unknown, object]>([
    ['as MyDataHelps documents it', good, good],
    ['with a lower-case token type', { ...good, token_type: 'bearer' }, good],
    [
      'with everything of the contract',
      { ...good, refresh_in: 300, subject: 'x' },
      { ...good, refresh_in: 300, subject: 'x' },
    ],
    ['with fields of others: dropped', { ...good, scope: 'api', refresh_token: 'r' }, good],
    ['with nulls for what is optional', { ...good, refresh_in: null, subject: null }, good],
  ])('%s is read', (_name, value, response) => {
    expect(parseTokenResponse(value)).toEqual({ ok: true, response, notes: [] });
  });

  it.each<[string, unknown, object, string[]]>([
    ['a digit string', { ...good, expires_in: '600' }, good, ['expires_in_string']],
    ['no token type', { access_token: 'abc', expires_in: 600 }, good, ['token_type_missing']],
    ['a refresh_in that is none', { ...good, refresh_in: -1 }, good, ['refresh_in_ignored']],
    ['a subject that is none', { ...good, subject: 7 }, good, ['subject_ignored']],
    ['a subject without end', { ...good, subject: 'x'.repeat(300) }, good, ['subject_ignored']],
  ])('with %s is read, with a note', (_name, value, response, notes) => {
    expect(parseTokenResponse(value)).toEqual({ ok: true, response, notes });
  });

  it.each<[unknown, RegExp]>([
    [undefined, /the answer is missing, expected a JSON object/],
    [null, /the answer is null/],
    ['text', /the answer is other text/],
    [[good], /the answer is a list/],
    [{ expires_in: 600 }, /access_token is missing/],
    [{ ...good, access_token: '' }, /access_token is empty/],
    [{ ...good, access_token: 'null' }, /access_token is the word "null"/],
    [
      { ...good, access_token: 'a b' },
      /access_token is other text, expected the participant access token as text without spaces/,
    ],
    [{ ...good, access_token: 'a\r\nb' }, /access_token is other text/],
    [{ ...good, expires_in: undefined }, /expires_in is missing, expected the seconds of life left, above 0/],
    [{ ...good, expires_in: 'soon' }, /expires_in is other text, expected the seconds/],
    [{ ...good, expires_in: 0 }, /expires_in is 0/],
    [{ ...good, expires_in: -1 }, /expires_in is -1/],
    [{ ...good, expires_in: Number.NaN }, /expires_in is NaN/],
    [{ ...good, expires_in: Number.POSITIVE_INFINITY }, /expires_in is Infinity/],
    [{ ...good, token_type: ['Bearer', 'x'] }, /token_type is not "Bearer"/],
    [{ ...good, token_type: 'DPoP' }, /token_type is not "Bearer"/],
  ])('%j is refused, in words', (value, problem) => {
    const parsed = parseTokenResponse(value);
    expect(parsed.ok).toBe(false);
    if (!parsed.ok) expect(parsed.problem).toMatch(problem);
  });

  it('never throws, and never repeats a token in a problem', () => {
    fc.assert(
      fc.property(fc.anything(), fc.string({ minLength: 12 }), (anything, secret) => {
        parseTokenResponse(anything);
        const parsed = parseTokenResponse({ access_token: secret, expires_in: 'soon', token_type: secret });
        if (!parsed.ok) expect(parsed.problem).not.toContain(secret);
      }),
    );
  });
});
