// What is alive on the heap. Needs `--expose-gc`.

export function heapBytes(): number {
  if (globalThis.gc === undefined) throw new Error('run with --expose-gc');
  // The second collection takes what the first one's finalizers let go.
  globalThis.gc();
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}
