// A log that nobody can fill.
import type { LogFields } from '@mdh-tokens/authenticator';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createSampledLogger } from '../src/service/sampled-logger.js';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

function setUp() {
  const lines: Array<[level: string, fields: LogFields, message: string]> = [];
  const write = (level: string) => (fields: LogFields, message: string) =>
    void lines.push([level, fields, message]);
  const logger = createSampledLogger({ info: write('info'), warn: write('warn'), error: write('error') });
  return { lines, logger };
}

test('of 3,000 lines that say the same, twenty are written, and how many were not', () => {
  const { lines, logger } = setUp();
  for (let count = 0; count < 3_000; count += 1) {
    logger.info({ requestId: String(count), code: 'unauthenticated' }, 'refused');
  }
  expect(lines).toHaveLength(20);
  vi.advanceTimersByTime(60_000);
  logger.info({ requestId: 'next', code: 'unauthenticated' }, 'refused');
  expect(lines.slice(20)).toEqual([
    ['info', { omitted: 2_980, code: 'unauthenticated' }, 'refused (more of the same)'],
    ['info', { requestId: 'next', code: 'unauthenticated' }, 'refused'],
  ]);
});

test('what says something else is written', () => {
  const { lines, logger } = setUp();
  for (let count = 0; count < 100; count += 1) logger.warn({ code: 'forbidden' }, 'refused');
  logger.warn({ code: 'rate_limited' }, 'refused');
  logger.warn({ code: 'forbidden', reason: 'another' }, 'refused');
  logger.error({ code: 'forbidden' }, 'refused');
  logger.warn({ code: 'forbidden' }, 'something else');
  expect(lines).toHaveLength(24);
});

test('the end tells what was not told', () => {
  const { lines, logger } = setUp();
  for (let count = 0; count < 25; count += 1) logger.warn({}, 'away');
  logger.flush();
  logger.flush();
  expect(lines.slice(20)).toEqual([['warn', { omitted: 5 }, 'away (more of the same)']]);
});

test('a flood of different lines is bounded, too, and nothing is lost of the count', () => {
  const { lines, logger } = setUp();
  for (let count = 0; count < 25; count += 1) logger.warn({}, 'first');
  for (let count = 0; count < 300; count += 1) logger.warn({ reason: `r${count}` }, 'second');
  expect(lines).toContainEqual(['warn', { omitted: 5 }, 'first (more of the same)']);
});
