// Work on several things at once, as many as there are cores.
import { availableParallelism } from 'node:os';

/** @returns the results in the order of the tasks */
export async function sideBySide<Result>(tasks: readonly (() => Promise<Result>)[]): Promise<Result[]> {
  const results: Result[] = [];
  const entries = tasks.entries();
  async function worker(): Promise<void> {
    for (const [index, task] of entries) results[index] = await task();
  }
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return results;
}
