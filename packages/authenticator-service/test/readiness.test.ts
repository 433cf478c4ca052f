// A probe that cannot be used to ask MyDataHelps for more than it gives.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createReadiness } from '../src/service/readiness.js';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

const outcome = (readiness: () => Promise<void>) =>
  readiness().then(
    () => 'ready',
    (error: Error) => error.message,
  );

test('a hundred questions one after the other are one check, also where it fails', async () => {
  const check = vi.fn(() => Promise.reject(new Error('away')));
  const readiness = createReadiness([check]);
  for (let count = 0; count < 100; count += 1) expect(await outcome(readiness)).toBe('away');
  expect(check).toHaveBeenCalledTimes(1);
  check.mockImplementation(() => Promise.resolve() as never);
  vi.advanceTimersByTime(1_999);
  expect(await outcome(readiness)).toBe('away');
  vi.advanceTimersByTime(2);
  expect(await outcome(readiness)).toBe('ready');
  expect(check).toHaveBeenCalledTimes(2);
});

test('who asks while a check runs waits for that one, however long it takes', async () => {
  let finish: () => void = () => undefined;
  const check = vi.fn(() => new Promise<void>((resolve) => (finish = resolve)));
  const readiness = createReadiness([check]);
  const first = outcome(readiness);
  vi.advanceTimersByTime(60_000);
  const second = outcome(readiness);
  finish();
  expect(await Promise.all([first, second])).toEqual(['ready', 'ready']);
  expect(check).toHaveBeenCalledTimes(1);
});
