// The limiter in memory, with the clocks in hand.
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { createMemoryRateLimiter } from '../src/index.js';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'] });
  onTestFinished(() => void vi.useRealTimers());
});

test('a minute begins with its first request, and the next one anew', async () => {
  const limiter = createMemoryRateLimiter({ perMinute: 2 });
  const ask = async () => limiter.consume('p-1');
  for (let count = 0; count < 2; count += 1) {
    expect(await ask()).toEqual({ allowed: true, retryAfterSeconds: 0 });
  }
  vi.advanceTimersByTime(20_000);
  expect(await ask()).toEqual({ allowed: false, retryAfterSeconds: 40 });
  vi.advanceTimersByTime(39_999);
  expect(await ask()).toEqual({ allowed: false, retryAfterSeconds: 1 });
  vi.advanceTimersByTime(1);
  expect(await ask()).toMatchObject({ allowed: true });
  expect(await ask()).toMatchObject({ allowed: true });
  expect(await ask()).toMatchObject({ allowed: false });
});

test('of more than 50,000 minutes the one that began first is forgotten, however often it is asked about', async () => {
  const limiter = createMemoryRateLimiter({ perMinute: 1 });
  const ask = async (name: string) => limiter.consume(name);
  await ask('first');
  await ask('second');
  for (let count = 2; count < 50_000; count += 1) await ask(`other-${count}`);
  expect(await ask('first')).toMatchObject({ allowed: false });
  await ask('one too many');
  expect(await ask('second')).toMatchObject({ allowed: false });
  expect(await ask('first')).toMatchObject({ allowed: true });
});

test('a minute that began anew is young again', async () => {
  const limiter = createMemoryRateLimiter({ perMinute: 1 });
  const ask = async (name: string) => limiter.consume(name);
  await ask('returning');
  await ask('second');
  vi.advanceTimersByTime(60_000);
  await ask('returning');
  for (let count = 2; count < 50_000; count += 1) await ask(`other-${count}`);
  await ask('one too many');
  expect(await ask('returning')).toMatchObject({ allowed: false });
});
