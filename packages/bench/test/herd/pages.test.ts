import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fullJitter } from '../../src/herd/jitter.js';
import { createPages, enterPage, grant, refuse, type Client, type Entry } from '../../src/herd/pages.js';
import { lifeByCore, type Told } from './life-by-core.js';

const enteredAt = 10_000_000;

const clients: fc.Arbitrary<Client> = fc.record({
  policy: fc.record({
    safetyMarginMs: fc.integer({ min: 30_000, max: 600_000 }),
    timeoutMs: fc.constant(10_000),
    shares: fc.constant(false),
  }),
  lifeMs: fc.integer({ min: 60_000, max: 7_200_000 }),
  latencyMs: fc.integer({ min: 1, max: 3_000 }),
  callerEveryMs: fc.option(fc.integer({ min: 1_000, max: 30_000 })),
  jitter: fc.constant(fullJitter),
});

/** Chance that keeps a page from the budget of 30 calls a minute, which the model leaves out. */
const chance = fc.double({ min: 0.1, max: 1, maxExcluded: true, noNaN: true });

const retryAfter = fc.option(fc.integer({ min: 0, max: 1_000 }), { freq: 2 });

const answers: fc.Arbitrary<readonly Told[]> = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 12 }), retryAfter, chance, fc.infiniteStream(chance)), {
    minLength: 1,
    maxLength: 8,
  })
  .map((outages) =>
    outages.flatMap(([refusals, retryAfterSeconds, random, more]) => [
      ...Array.from({ length: refusals }, () => ({
        answer: { isGranted: false, retryAfterSeconds } as const,
        random: more.next().value as number,
      })),
      { answer: { isGranted: true } as const, random },
    ]),
  );

/** Opened or awake without a token, or awake inside the margin of one. */
const entryOf = ({ policy, lifeMs }: Client): fc.Arbitrary<Entry> =>
  fc.record({
    at: fc.constant(enteredAt),
    expiresAt: fc
      .option(fc.double({ min: 0.001, max: 1, noNaN: true }))
      .map((part) => enteredAt + (part ?? 0) * Math.min(policy.safetyMarginMs, lifeMs / 2)),
    callerAt: fc.double({ min: 0, max: 30_000, noNaN: true }),
  });

const lives = clients.chain((client) =>
  fc.record({ client: fc.constant(client), entry: entryOf(client), answers }),
);

describe('the pages of the herd', () => {
  it('call when the core of the store does', () => {
    fc.assert(
      fc.property(lives, ({ client, entry, answers: told }) => {
        const byModel = lifeByModel(client, entry, told);
        const byCore = lifeByCore(client, entry, told);
        // Within 5 ms: the store does not arm its timer again for less than one.
        expect(byModel).toEqual(byCore.map((at) => expect.closeTo(at, -1)));
      }),
      { numRuns: 300 },
    );
  });
});

function lifeByModel(client: Client, entry: Entry, told: readonly Told[]): number[] {
  const pages = createPages(1);
  enterPage(pages, 0, entry);
  return told.map(({ answer, random }) => {
    const calledAt = pages.dueAt[0]!;
    if (answer.isGranted) grant(pages, 0, client, random);
    else refuse(pages, 0, client, answer.retryAfterSeconds, random);
    return calledAt;
  });
}
