import { expect, it } from 'vitest';
import { moduleOf, ourEntry } from '../src/size/bundle-entries.js';
import { bundleSize } from '../src/size/bundle-size.js';
import { storeBudgetBytes } from '../src/size/store-budget.js';
import { withoutFiles } from '../src/size/without-files.js';

it('everything that the store exports keeps its budget of bytes', async () => {
  const { brotliBytes } = await bundleSize(moduleOf(ourEntry));
  expect(brotliBytes).toBeLessThanOrEqual(storeBudgetBytes);
});

it('a part that is left out is not counted', async () => {
  const whole = await bundleSize(moduleOf(ourEntry));
  const without = await bundleSize(moduleOf(ourEntry), [
    withoutFiles(/rxjs\/dist\/esm5\/internal\/Observable\.js$/),
  ]);
  expect(whole.brotliBytes - without.brotliBytes).toBeGreaterThan(2_000);
});
