// How far this machine's clock is from MyDataHelps'.
import { createDefaultFetch } from '@mdh-tokens/authenticator';
import { finding, type Finding } from './finding.js';

/** The assertion is good for 200 s, and some servers allow no difference at all. */
const mostSkewSeconds = 30;

const timeoutMs = 5_000;

/** Asks the server of a URL for anything, and compares the `Date` of its answer. */
export async function checkClock(url: string): Promise<Finding> {
  const skewSeconds = await measureSkew(url);
  if (skewSeconds === null) return finding('clock', 'skip', 'the server told no time to compare with');
  const off = Math.round(Math.abs(skewSeconds));
  if (off <= mostSkewSeconds) return finding('clock', 'ok', `${off} s from the server's`);
  const direction = skewSeconds > 0 ? 'ahead of' : 'behind';
  return finding(
    'clock',
    'fail',
    `this machine's clock is ${off} s ${direction} the server's. Turn time synchronisation on.`,
  );
}

/** This machine's time less the server's; `null` where there is no answer, which another check tells. */
async function measureSkew(url: string): Promise<number | null> {
  const before = Date.now();
  try {
    const response = await createDefaultFetch()(url, {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const date = Date.parse(response.headers.get('date') ?? '');
    // `Date` has whole seconds: compare with the middle of the call, half a second taken off.
    return Number.isNaN(date) ? null : ((before + Date.now()) / 2 - date - 500) / 1000;
  } catch {
    return null;
  }
}
