import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problemOfTokenResponse } from '../src/hints.js';
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
    expect(parseTokenResponse(value)).toEqual({ ok: false });
    expect(problemOfTokenResponse(value)).toMatch(problem);
  });

  it.each<[string, unknown, RegExp]>([
    [
      'camelCase',
      { success: true, accessToken: 'abc', expiresIn: 600 },
      /missing \(but accessToken is there\)/,
    ],
    [
      'expiresIn',
      { access_token: 'abc', expiresIn: 600 },
      /expires_in is missing \(but expiresIn is there\)/,
    ],
    ['a wrapper', { data: good }, /access_token is missing \(but inside another field\)/],
    ['the token alone', '8f14e45fceea167a', /a bare text \(the token alone\?\)/],
    ['JSON in a text', JSON.stringify(good), /JSON inside a text \(encode it once only\)/],
    ['a space after digits', { ...good, expires_in: '600 ' }, /expires_in is text with more than digits/],
    ['a fraction in quotes', { ...good, expires_in: '599.6' }, /expires_in is text with more than digits/],
    ['a unit', { ...good, expires_in: '600s' }, /expires_in is text with more than digits/],
    ['milliseconds', { ...good, expires_in: 3_600_000 }, /expires_in is probably in milliseconds/],
    ['no bound', { ...good, expires_in: 1e305 }, /expires_in is too large/],
    ['an instant', { ...good, expires_in: 1_795_521_600 }, /expires_in is probably an instant/],
    ['a life over on arrival', { ...good, expires_in: 0.001 }, /expires_in is less than 1/],
    ['a number for a token', { ...good, access_token: 1234 }, /access_token is a number/],
    ['a token without end', { ...good, access_token: 'x'.repeat(70_000) }, /access_token is a bare text/],
  ])('%s is named as such', (_name, value, problem) => {
    expect(parseTokenResponse(value)).toEqual({ ok: false });
    expect(problemOfTokenResponse(value)).toMatch(problem);
  });

  it.each([1, 60, 600, 3600, 21_600, 604_800, 2_592_000, 5_184_000, 31_536_000, 2 ** 31])(
    'a life of %d s is one',
    (life) => {
      expect(parseTokenResponse({ ...good, expires_in: life }).ok).toBe(true);
    },
  );

  it('never throws, and never repeats a token in a problem', () => {
    fc.assert(
      fc.property(fc.anything(), fc.string({ minLength: 12 }), (anything, secret) => {
        parseTokenResponse(anything);
        problemOfTokenResponse(anything);
        const value = { access_token: secret, expires_in: 'soon', token_type: secret };
        expect(problemOfTokenResponse(value)).not.toContain(secret);
      }),
    );
  });
});
