import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { virtualLockManager } from '../../src/testing/index.js';

function gate() {
  let open: () => void = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

describe('a lock', () => {
  it('is held by one at a time, first come first served', async () => {
    const locks = virtualLockManager();
    const log: string[] = [];
    const first = gate();
    const one = locks.request('name', async () => {
      log.push('one');
      await first.opened;
    });
    const two = locks.request('name', () => log.push('two'));
    await setImmediate();
    expect(log).toEqual(['one']);
    first.open();
    await Promise.all([one, two]);
    expect(log).toEqual(['one', 'two']);
  });

  it('is not had by the next one when somebody before it stops waiting', async () => {
    const locks = virtualLockManager();
    const first = gate();
    const waiting = new AbortController();
    const log: string[] = [];
    const one = locks.request('name', () => first.opened);
    const two = locks.request('name', { signal: waiting.signal }, () => log.push('two'));
    const three = locks.request('name', () => log.push('three'));
    waiting.abort();
    await expect(two).rejects.toMatchObject({ name: 'AbortError' });
    await setImmediate();
    expect(log).toEqual([]);
    first.open();
    await Promise.all([one, three]);
    expect(log).toEqual(['three']);
  });
});
