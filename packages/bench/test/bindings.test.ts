// The bindings' part of the benchmarks: what it says of ours is kept.
import { expect, it } from 'vitest';
import { bindingEntries } from '../src/bindings/binding-entries.js';
import { bindingSize } from '../src/bindings/binding-size.js';
import { countedRenders } from '../src/bindings/counted-renders.js';

const limited = bindingEntries.filter(({ limitBytes }) => limitBytes !== undefined);

it.each(limited)('$packageName keeps its budget of bytes', async (entry) => {
  const { brotliBytes } = await bindingSize(entry);
  expect(brotliBytes).toBeLessThanOrEqual(entry.limitBytes!);
});

it('what a page has anyway is not counted', async () => {
  const [entry] = limited;
  const without = await bindingSize(entry!);
  const withStore = await bindingSize({ ...entry!, core: 'no such package' });
  // The store's errors at least.
  expect(withStore.brotliBytes).toBeGreaterThan(without.brotliBytes + 100);
});

it('a component that shows the status renders in no refresh, and not when a token is asked for', async () => {
  const [ours, ...peers] = await countedRenders(
    new URL('../dist/bindings/renders/count-renders.js', import.meta.url),
  );
  expect(ours).toMatchObject({ refresh: 0, asks: 0 });
  // The count sees renders: a peer's component renders in a refresh.
  expect(peers.map(({ refresh }) => refresh)).toContain(1);
}, 120_000);
