import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../src/recording/entry.js';
import { readRecording } from '../src/recording/read-recording.js';
import { sentenceOf } from '../src/recording/sentence.js';
import { timelineOf } from '../src/recording/timeline.js';
import { answered, called, marked, requested, token } from './happenings.js';

const entries = [called('start'), answered('ok'), token(1), requested('waited'), marked('offline')].map(
  (happening, index): Entry => ({ ...happening, id: index + 1, at: 1_000 * index }),
);

describe('a recording', () => {
  it('is read back as it was written', () => {
    const {
      store,
      at,
      entries: read,
    } = readRecording(
      JSON.stringify({ format: 'mdh-tokens-recording', version: 1, store: 'Store 1', at: 9_000, entries }),
    );
    expect({ store, at, read }).toEqual({ store: 'Store 1', at: 9_000, read: entries });
  });

  it.each([
    ['', 'not JSON'],
    ['[]', 'This is no recording'],
    ['{"format":"other","version":1}', 'This is no recording'],
    ['{"format":"mdh-tokens-recording","version":2}', 'This is no recording'],
    ['{"format":"mdh-tokens-recording","version":1,"store":"s","at":1}', 'lacks "store", "at" or "entries"'],
    [document({ type: 'other', id: 1, at: 1 }), 'Entry 0 of this recording cannot be read'],
    [document({ type: 'constructor', id: 1, at: 1 }), 'Entry 0'],
    [document({ type: 'token', id: 1, at: 1, generation: 1, lifeMs: '1', ageMs: 0 }), 'Entry 0'],
    [document({ type: 'mark', id: 1, at: 1, label: 'x'.repeat(301) }), 'Entry 0'],
    [document({ type: 'mark', id: 1, at: 1, label: { toString: 1 } }), 'Entry 0'],
  ])('that is %s is refused with a sentence', (text, message) => {
    expect(() => readRecording(text)).toThrow(message);
  });

  it('can be drawn and told whatever it holds, if it is accepted', () => {
    fc.assert(
      fc.property(fc.array(fc.dictionary(fc.string(), fc.jsonValue())), (values) => {
        const types = ['status', 'token', 'call', 'answer', 'request', 'page', 'tabs', 'mark', 'diagnostic'];
        const made = values.map((value, index) => ({
          ...value,
          type: types[index % types.length],
          id: index,
          at: index,
          generation: 1,
          lifeMs: 1,
          ageMs: 0,
          waitedMs: 1,
          tookMs: 1,
        }));
        let read: readonly Entry[] = [];
        try {
          read = readRecording(
            JSON.stringify({ format: 'mdh-tokens-recording', version: 1, store: '', at: 1, entries: made }),
          ).entries;
        } catch (error) {
          expect(String(error)).toMatch(/^Error: Entry \d+ of this recording cannot be read\.$/);
        }
        timelineOf(read);
        expect(read.map((entry) => typeof sentenceOf(entry)).every((type) => type !== 'object')).toBe(true);
      }),
    );
  });
});

function document(entry: object): string {
  return JSON.stringify({ format: 'mdh-tokens-recording', version: 1, store: 's', at: 1, entries: [entry] });
}
