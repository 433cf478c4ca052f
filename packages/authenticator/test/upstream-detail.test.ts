// What stays of the identity server's words: plain words do, and nothing that could be a secret does.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readUpstreamText } from '../src/exchange/upstream-detail.js';

const sanitise = (text: string, secrets: string[]) =>
  readUpstreamText(JSON.stringify({ error_description: text }), secrets);

const lower = 'abcdefghijklmnopqrstuvwxyz';
const upper = lower.toUpperCase();
const digits = '0123456789';

const textOf = (characters: string, minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...characters.split('')), minLength, maxLength });

/** A text of one alphabet that has at least one character of another. */
const withOne = (characters: string, needed: string) =>
  fc
    .tuple(textOf(characters, 10, 60), textOf(needed, 1, 3), textOf(characters, 10, 60))
    .map((parts) => parts.join(''));

const base64 = textOf(lower + upper + digits + '+/', 20, 80);

const secrets: Array<[string, fc.Arbitrary<string>]> = [
  ['a GUID', fc.uuid()],
  ['a GUID without hyphens', fc.uuid().map((guid) => guid.replaceAll('-', ''))],
  ['hexadecimal, if of letters only', textOf('abcdef', 20, 80)],
  ['hexadecimal in capitals', textOf('ABCDEF0123456789', 20, 80)],
  ['a reference token', withOne(lower + upper + digits, digits)],
  ['base64', withOne(lower + upper + digits, '+/=')],
  ['base64url', withOne(lower + upper, '-_')],
  ['letters without end', textOf(lower + upper, 41, 200)],
  ['letters with stray capitals', withOne(lower, upper).map((text) => `${text}XyZ`)],
  ['a JWT', fc.tuple(base64, base64, base64).map((parts) => `eyJ${parts.join('.')}`)],
];

const hump = textOf(lower, 4, 10).map((word) => `${word[0]?.toUpperCase()}${word.slice(1)}`);
const camelCase = fc
  .tuple(textOf('ghijklmnopqrstuvwxyz', 4, 10), fc.array(hump, { minLength: 1, maxLength: 3 }))
  .map(([first, rest]) => [first, ...rest].join(''));

describe('of an error description', () => {
  test.each(secrets)('%s is removed', (_name, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, (secret) => {
        expect(sanitise(`refused (${secret}) now`, [])).toBe('refused ([removed]) now');
      }),
    );
  });

  test('a word stays, as long as it may be', () => {
    fc.assert(
      fc.property(camelCase, (word) => {
        expect(sanitise(`not the ${word}.`, [])).toBe(`not the ${word}.`);
      }),
    );
  });

  test('a word that was sent is removed', () => {
    expect(sanitise('no participantIdentifier', ['participantIdentifier'])).toBe('no [removed]');
  });
});
