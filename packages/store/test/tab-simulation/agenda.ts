// Virtual time: what is to happen, in order.

export interface Agenda {
  nowMs(): number;
  /** @returns calls it off */
  after(delayMs: number, task: () => void): () => void;
  runUntil(ms: number): void;
}

export function createAgenda(): Agenda {
  let nowMs = 0;
  let count = 0;
  const entries = new Map<number, { atMs: number; task: () => void }>();

  function first(): number | null {
    let best: number | null = null;
    for (const [id, { atMs }] of entries) {
      const other = best === null ? null : entries.get(best)!;
      if (other === null || atMs < other.atMs) best = id;
    }
    return best;
  }

  return {
    nowMs: () => nowMs,
    after(delayMs, task) {
      const id = ++count;
      entries.set(id, { atMs: nowMs + Math.max(delayMs, 0), task });
      return () => void entries.delete(id);
    },
    runUntil(ms) {
      for (let id = first(); id !== null && entries.get(id)!.atMs <= ms; id = first()) {
        const { atMs, task } = entries.get(id)!;
        entries.delete(id);
        nowMs = Math.max(nowMs, atMs);
        task();
      }
      nowMs = Math.max(nowMs, ms);
    },
  };
}
