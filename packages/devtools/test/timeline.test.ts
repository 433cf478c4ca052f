import { describe, expect, it } from 'vitest';
import type { Happening } from '../src/recording/entry.js';
import { timelineOf } from '../src/recording/timeline.js';
import { answered, called, ended, expired, marked, token } from './happenings.js';

const timeline = (...happenings: Happening[]) =>
  timelineOf(
    happenings.map((happening, index) => ({ ...happening, id: index + 1, at: 1_000 * (index + 1) })),
  );

describe('a timeline', () => {
  it('ends a token where the next one takes over', () => {
    const { tokens } = timeline(token(1), token(2));
    expect(tokens.map(({ generation, end }) => [generation, end])).toEqual([
      [1, { at: 2_000, how: 'refreshed' }],
      [2, null],
    ]);
  });

  it('tells a token that was refused from one that was refreshed in time', () => {
    const { tokens } = timeline(token(1), { type: 'refused', generation: 1 }, token(2), token(3));
    expect(tokens.map(({ end }) => end?.how)).toEqual(['refused', 'refreshed', undefined]);
  });

  it('lets a token that has expired stay expired, whatever follows', () => {
    const { tokens } = timeline(token(1), expired(1), ended);
    expect(tokens[0]?.end).toEqual({ at: 2_000, how: 'expired' });
  });

  it('drops the token of a run that ends, and ends the call on its way with it', () => {
    const { tokens, marks } = timeline(token(1), called(), ended);
    expect(tokens[0]?.end?.how).toBe('dropped');
    expect(marks).toMatchObject([
      { from: 2_000, until: 3_000, kind: 'needless', answer: { status: 'signed-out' } },
    ]);
  });

  it('takes a call that ends the run by a refusal for failed', () => {
    const { marks } = timeline(called(), { type: 'status', status: 'denied', code: 'forbidden' });
    expect(marks).toMatchObject([{ kind: 'failed' }]);
  });

  it('begins a token that is older than the recording where it was handed over', () => {
    const { tokens } = timeline({ ...token(7, 5_000), ageMs: 800 } as Happening);
    expect(tokens[0]).toMatchObject({ generation: 7, handedOverAt: 200, expiresAt: 6_000 });
  });

  it('joins a call with its answer', () => {
    const { marks } = timeline(called('demand'), answered('failed', 'timeout'));
    expect(marks).toMatchObject([
      { from: 1_000, until: 2_000, kind: 'failed', entry: { reason: 'demand' }, answer: { code: 'timeout' } },
    ]);
  });

  it('closes the span of the label that is switched off, and only that one', () => {
    const { faults } = timeline(
      marked('offline'),
      marked('slow'),
      marked('offline', 'off'),
      marked('x', 'moment'),
    );
    expect(faults.map(({ label, from, until }) => [label, from, until])).toEqual([
      ['offline', 1_000, 3_000],
      ['slow', 2_000, null],
      ['x', 4_000, 4_000],
    ]);
  });
});
