// Clocks and timers that stand still until they are cranked to the next timer. Cheaper than a library's fake timers,
// whose cost would be measured with the store's.
import { setImmediate } from 'node:timers/promises';
import { replaceGlobals } from '../page/replace-globals.js';

export interface CrankedTime {
  /** Goes to the next timer, runs it, and lets what it promised settle. */
  crank(): Promise<void>;
}

interface Entry {
  readonly atMs: number;
  readonly task: () => void;
}

/** Replaces this process's clocks and timers for good. */
export function installCrankedTime(): CrankedTime {
  const entries = new Map<number, Entry>();
  let nowMs = 0;
  let count = 0;
  const startsAt = Date.now();
  Date.now = () => startsAt + nowMs;
  performance.now = () => nowMs;
  replaceGlobals({
    setTimeout(task: () => void, delayMs: number) {
      entries.set(++count, { atMs: nowMs + delayMs, task });
      return count;
    },
    clearTimeout: (id: number) => entries.delete(id),
  });

  function takeFirst(): Entry {
    const [first] = [...entries].toSorted(([, one], [, other]) => one.atMs - other.atMs);
    if (first === undefined) throw new Error('no timer is armed');
    const [id, entry] = first;
    entries.delete(id);
    return entry;
  }

  return {
    async crank() {
      const { atMs, task } = takeFirst();
      nowMs = atMs;
      task();
      await setImmediate();
    },
  };
}
