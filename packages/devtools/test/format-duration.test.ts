import { describe, expect, it } from 'vitest';
import { formatCountdown, formatOffset } from '../src/format-duration.js';

describe('durations', () => {
  it.each([
    [43_000, '0:43'],
    [42_001, '0:43'],
    [0, '0:00'],
    [-5_000, '0:00'],
    [725_000, '12:05'],
    [3_600_000, '1:00:00'],
    [2_592_000_000, '30 d 00:00:00'],
  ])('count %i ms down as %s', (ms, text) => {
    expect(formatCountdown(ms)).toBe(text);
  });

  it.each([
    [0, 'now'],
    [400, 'now'],
    [-12_000, '12 s ago'],
    [31_000, 'in 31 s'],
    [-125_000, '2:05 ago'],
  ])('place %i ms as %s', (ms, text) => {
    expect(formatOffset(ms)).toBe(text);
  });
});
