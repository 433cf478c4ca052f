// The answer to a request that left before the store was there: the page's early script, or the app, has sent it.
import type { TokenResponse } from '@mdh-tokens/contract';
import type { EarlyAnswer, Platform } from '../platform/platform.js';
import { readAnswer } from './function-call.js';
import type { TokenAnswer } from './token-source.js';

/** An answer that has arrived may be used for so long after its request left. */
const mostAgeMs = 5_000;

/** A request that is on its way, or has been answered, and the clocks just before it left. */
export type EarlyRequest = Pick<EarlyAnswer, 'w' | 'm'> & { readonly a: Promise<Response | TokenResponse> };

/** @returns the answer, if it brings a token that is not over, and is young enough or still on its way; else `null` */
export async function readFirstAnswer(
  { a: answer, w: wallAt, m: monoMs }: EarlyRequest,
  platform: Platform,
): Promise<TokenAnswer | null> {
  const ageMs = () => Math.max(platform.wallClockAt() - wallAt, platform.monotonicMs() - monoMs, 0);
  const leftAgoMs = ageMs();
  try {
    if (leftAgoMs > mostAgeMs && (await isHere(answer))) return null;
    const read = await readAnswer(await answer, wallAt, platform);
    return read.response.expires_in * 1000 > ageMs() ? { ...read, leftAgoMs } : null;
  } catch {
    // The store's own call, which comes next, says what is wrong.
    return null;
  }
}

async function isHere(answer: Promise<unknown>): Promise<boolean> {
  let here = false;
  const note = () => {
    here = true;
  };
  answer.then(note, note);
  // As many microtasks as a promise that is settled needs to say so.
  await Promise.resolve();
  await Promise.resolve();
  return here;
}
