// How far this machine's clock is from MyDataHelps'.
import { finding, type Finding } from './finding.js';

/** The assertion is good for 200 s, and some servers allow no difference at all. */
const mostSkewSeconds = 30;

/** @param skewSeconds how far this machine is ahead; `null` where the server told no time */
export function judgeClock(skewSeconds: number | null): Finding {
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
