// Whether the service can give tokens, asked as often as a platform likes.

/** Resolves where everything is ready, rejects with what is not. */
export type Readiness = () => Promise<void>;

/** Platforms ask every few seconds; what a check finds is good for this long. */
const rememberedMs = 2_000;

/** @param checks each rejects while something is missing. They run one at a time, and once in two seconds, however often the result is asked for */
export function createReadiness(checks: readonly (() => Promise<unknown>)[]): Readiness {
  let last: Promise<void> | null = null;
  let endedAt: number | null = null;

  async function run(): Promise<void> {
    endedAt = null;
    try {
      await Promise.all(checks.map((check) => check()));
    } finally {
      endedAt = performance.now();
    }
  }

  return () => {
    const isOver = endedAt !== null && performance.now() - endedAt >= rememberedMs;
    if (last === null || isOver) last = run();
    return last;
  };
}
