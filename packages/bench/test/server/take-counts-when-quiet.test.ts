import { expect, test } from 'vitest';
import type { TokenCalls } from '../../src/server/identity-server.js';
import { takeCountsWhenQuiet, type Quietening } from '../../src/server/measure/take-counts-when-quiet.js';

test('calls that come late are counted for the run that caused them', async () => {
  const looks: TokenCalls[] = [
    { service: 1, participant: 40 },
    { service: 0, participant: 9 },
    { service: 0, participant: 0 },
    { service: 0, participant: 7 },
  ];
  const identity = { call: () => Promise.resolve(looks.shift()) };
  const counts = await takeCountsWhenQuiet({ delayMs: 0, identity: () => identity } as unknown as Quietening);
  expect(counts).toEqual({ service: 1, participant: 49 });
  expect(looks).toEqual([{ service: 0, participant: 7 }]);
});
