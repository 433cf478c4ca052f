import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formBody } from '../src/exchange/form-body.js';

it('writes a form that every reader of forms reads as it was', () => {
  const text = fc.string({ unit: 'grapheme' });
  fc.assert(
    fc.property(fc.dictionary(text, text), (fields) => {
      const body = formBody(fields);
      expect([...new URLSearchParams(body)]).toEqual(Object.entries(fields));
      expect(body).toMatch(/^[\x21-\x7e]*$/);
    }),
  );
});

it('replaces half a character, which no form can carry', () => {
  expect(formBody({ client_secret: 'a\ud800b' })).toBe('client_secret=a%EF%BF%BDb');
});
