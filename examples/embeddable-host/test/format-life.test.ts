import { describe, expect, it } from 'vitest';
import { formatLife } from '../src/format-life.js';

describe('the life of a token', () => {
  it.each([
    [1, '1 second'],
    [15, '15 seconds'],
    [60, '60 seconds'],
    [100, '100 seconds'],
    [600, '10 minutes'],
    [3_600, '1 hour'],
    [86_400, '1 day'],
    [2_592_000, '30 days'],
  ])('of %i s is called %s', (seconds, text) => {
    expect(formatLife(seconds)).toBe(text);
  });
});
