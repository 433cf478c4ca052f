// How long one awaited call takes.
export interface Bursts {
  readonly warmUpMs: number;
  readonly burstMs: number;
  readonly bursts: number;
}

/** So many calls between two looks at the clock that the looks cost nothing. */
const callsBetweenLooks = 1_000;

/** The fastest of several bursts of calls, one awaited after the other: what else the machine does only adds time. */
export async function nanosecondsPerCall(
  call: () => Promise<unknown>,
  { warmUpMs, burstMs, bursts }: Bursts,
): Promise<number> {
  await burst(call, warmUpMs);
  let fastest = Number.POSITIVE_INFINITY;
  for (let n = 0; n < bursts; n++) fastest = Math.min(fastest, await burst(call, burstMs));
  return fastest;
}

async function burst(call: () => Promise<unknown>, lengthMs: number): Promise<number> {
  const begunMs = performance.now();
  let calls = 0;
  let spentMs = 0;
  while (spentMs < lengthMs) {
    for (let n = 0; n < callsBetweenLooks; n++) await call();
    calls += callsBetweenLooks;
    spentMs = performance.now() - begunMs;
  }
  return (spentMs / calls) * 1e6;
}
