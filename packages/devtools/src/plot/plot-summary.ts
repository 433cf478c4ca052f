// The plot in words, for those who do not see it.
import { formatOffset } from '../format-duration.js';
import { isFailed } from '../recording/sentence.js';
import { isFailedCall, type Timeline, type TokenLife } from '../recording/timeline.js';

/** One sentence or three on what the plot shows at `now`. */
export function summarizePlot(timeline: Timeline, now: number): string {
  const current = timeline.tokens.at(-1);
  if (current === undefined) return 'No token yet.';
  const failed = timeline.requests.filter(isFailed).length;
  const refreshes = timeline.tokens.filter((token) => token.end?.how === 'refreshed').length;
  return [
    currentSentence(current, now),
    `${count(refreshes, 'refresh', 'refreshes')} and ${count(timeline.requests.length, 'SDK call', 'SDK calls')},`,
    failed === 0 ? 'none failed.' : `${failed} failed.`,
  ].join(' ');
}

function currentSentence(token: TokenLife, now: number): string {
  if (token.end?.how === 'dropped') return `Token ${token.generation} was dropped.`;
  if (token.end !== null || token.expiresAt <= now) return `Token ${token.generation} has expired.`;
  return `Token ${token.generation} is in use and expires ${formatOffset(token.expiresAt - now)}.`;
}

/** The columns of the table that stands beside the plot. */
export const tableHead: readonly string[] = [
  'Token',
  'Handed over',
  'Ended',
  'Expires',
  'SDK calls',
  'Authenticator calls',
];

/** One row a token, newest first. */
export function tableRows(timeline: Timeline, now: number): string[][] {
  const rows = timeline.tokens.map((token) => {
    const usedUntil = token.end?.at ?? Number.POSITIVE_INFINITY;
    const isInUse = (at: number): boolean => at >= token.handedOverAt && at < usedUntil;
    const requests = timeline.requests.filter(({ at }) => isInUse(at));
    const calls = timeline.calls.filter(({ from }) => isInUse(from));
    return [
      String(token.generation),
      formatOffset(token.handedOverAt - now),
      token.end === null ? 'in use' : `${token.end.how} ${formatOffset(token.end.at - now)}`,
      formatOffset(token.expiresAt - now),
      okAndFailed(requests.length, requests.filter(isFailed).length),
      okAndFailed(calls.length, calls.filter(isFailedCall).length),
    ];
  });
  rows.reverse();
  return rows;
}

/** A token in a sentence. */
export function tokenSentence(token: TokenLife, now: number): string {
  const { generation, handedOverAt, expiresAt, end } = token;
  const life = `Token ${generation}: handed over ${formatOffset(handedOverAt - now)}`;
  const expiry = `its life ${expiresAt <= now ? 'ended' : 'ends'} ${formatOffset(expiresAt - now)}.`;
  return end === null
    ? `${life}, in use; ${expiry}`
    : `${life}, ${end.how} ${formatOffset(end.at - now)}; ${expiry}`;
}

function okAndFailed(all: number, failed: number): string {
  return `${all - failed} ok, ${failed} failed`;
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
