import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startCallLoop, type CallResult } from '../src/call-loop.js';

describe('the loop of SDK calls', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const start = (call: () => Promise<string>, isPaused = (): boolean => false) => {
    const results: CallResult<string>[] = [];
    const stop = startCallLoop({
      call,
      everyMs: 3_000,
      isPaused,
      onResult: (result) => results.push(result),
    });
    return { results, stop };
  };

  it('calls at once, and again after each pause', async () => {
    const { results } = start(() => Promise.resolve('Noah'));
    await vi.advanceTimersByTimeAsync(6_000);
    expect(results).toEqual(Array.from({ length: 3 }, () => ({ ok: true, answer: 'Noah' })));
  });

  it('goes on after a call that fails, and tells the error', async () => {
    const call = vi
      .fn<() => Promise<string>>()
      .mockRejectedValueOnce('Unauthorized')
      .mockResolvedValue('Noah');
    const { results } = start(call);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(results).toEqual([
      { ok: false, error: 'Unauthorized' },
      { ok: true, answer: 'Noah' },
    ]);
  });

  it('never has two calls under way', async () => {
    const call = vi.fn<() => Promise<string>>(
      () => new Promise((resolve) => setTimeout(resolve, 10_000, 'late')),
    );
    start(call);
    await vi.advanceTimersByTimeAsync(9_999);
    expect(call).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(3_001);
    expect(call).toHaveBeenCalledTimes(2);
  });

  it('makes no call while it is paused, and goes on by itself', async () => {
    let paused = true;
    const call = vi.fn<() => Promise<string>>(() => Promise.resolve('Noah'));
    start(call, () => paused);
    await vi.advanceTimersByTimeAsync(9_000);
    expect(call).not.toHaveBeenCalled();
    paused = false;
    await vi.advanceTimersByTimeAsync(3_000);
    expect(call).toHaveBeenCalledTimes(1);
  });

  it('tells nothing after it is stopped, not even of a call that was under way', async () => {
    const { results, stop } = start(() => new Promise((resolve) => setTimeout(resolve, 500, 'late')));
    stop();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(results).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
