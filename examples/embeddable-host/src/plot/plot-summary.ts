// The plot in words, for those who do not see it.
import { formatOffset } from '../format-duration.js';
import type { Timeline, TokenLife } from '../timeline.js';

/** One sentence or three on what the plot shows at `now`. */
export function summarizePlot(timeline: Timeline, now: number): string {
  const current = timeline.tokens.at(-1);
  if (current === undefined) return 'No token yet.';
  const failed = timeline.sdkCalls.filter((call) => !call.ok).length;
  const refreshes = timeline.tokens.filter((token) => token.end?.how === 'refreshed').length;
  return [
    currentSentence(current, now),
    `${count(refreshes, 'refresh', 'refreshes')} and ${count(timeline.sdkCalls.length, 'SDK call', 'SDK calls')} in view,`,
    failed === 0 ? 'none failed.' : `${failed} failed.`,
  ].join(' ');
}

function currentSentence(token: TokenLife, now: number): string {
  if (token.end?.how === 'dropped') return `Token ${token.generation} was dropped.`;
  if (token.end !== null || token.expiresAt <= now) return `Token ${token.generation} has expired.`;
  return `Token ${token.generation} is in use and expires ${formatOffset(token.expiresAt - now)}.`;
}

/** A row of the table that stands beside the plot. */
export interface TokenRow {
  token: string;
  handedOver: string;
  refreshed: string;
  expires: string;
  calls: string;
}

/** One row a token, newest first. */
export function tokenRows(timeline: Timeline, now: number): TokenRow[] {
  return timeline.tokens.toReversed().map((token) => {
    const usedUntil = token.end?.at ?? Number.POSITIVE_INFINITY;
    const calls = timeline.sdkCalls.filter((call) => call.at >= token.handedOverAt && call.at < usedUntil);
    const failed = calls.filter((call) => !call.ok).length;
    return {
      token: String(token.generation),
      handedOver: formatOffset(token.handedOverAt - now),
      refreshed: describeEnd(token, now),
      expires: formatOffset(token.expiresAt - now),
      calls: `${calls.length - failed} ok, ${failed} failed`,
    };
  });
}

function describeEnd(token: TokenLife, now: number): string {
  if (token.end === null) return 'in use';
  const when = formatOffset(token.end.at - now);
  return token.end.how === 'refreshed' ? when : `${token.end.how} ${when}`;
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
