// The plot in words, for those who do not see it.
import { formatOffset } from '../format-duration.js';
import { sentenceOf } from '../recording/sentence.js';
import {
  callsLane,
  laneLabels,
  requestsLane,
  type Mark,
  type Timeline,
  type TokenLife,
} from '../recording/timeline.js';

/** What the plot shows at `now`. */
export function summarizePlot({ tokens, marks }: Timeline, now: number): string {
  const current = tokens.at(-1);
  if (current === undefined) return 'No token yet.';
  return `${tokenSentence(current, now)} SDK and fetch calls: ${counted(marks, requestsLane)}.`;
}

/** The columns of the table that stands beside the plot. */
export const tableHead: readonly string[] = [
  'Token',
  'Handed over',
  'Ended',
  'Expires',
  laneLabels[requestsLane],
  laneLabels[callsLane],
];

/** One row a token, newest first. */
export function tableRows({ tokens, marks }: Timeline, now: number): string[][] {
  const rows = tokens.map(({ generation, handedOverAt, expiresAt, end }) => {
    const meanwhile = marks.filter(({ from }) => from >= handedOverAt && from < (end?.at ?? Infinity));
    return [
      String(generation),
      formatOffset(handedOverAt - now),
      end === null ? 'in use' : `${end.how} ${formatOffset(end.at - now)}`,
      formatOffset(expiresAt - now),
      counted(meanwhile, requestsLane),
      counted(meanwhile, callsLane),
    ];
  });
  rows.reverse();
  return rows;
}

function counted(marks: readonly Mark[], lane: number): string {
  const kinds = marks.filter((mark) => mark.lane === lane).map(({ kind }) => kind);
  const failed = kinds.filter((kind) => kind === 'failed').length;
  return `${kinds.length - failed} ok, ${failed} failed`;
}

function tokenSentence({ generation, handedOverAt, expiresAt, end }: TokenLife, now: number): string {
  const ending =
    end === null
      ? `in use, expires ${formatOffset(expiresAt - now)}`
      : `${end.how} ${formatOffset(end.at - now)}`;
  return `Token ${generation}: handed over ${formatOffset(handedOverAt - now)}, ${ending}.`;
}

/** What happened there, and why. Empty if nothing with this id is left. */
export function sentenceAt({ tokens, marks }: Timeline, id: number | null, now: number): string {
  const token = tokens.find((one) => one.id === id);
  if (token !== undefined) return tokenSentence(token, now);
  const mark = marks.find(({ entry }) => entry.id === id);
  if (mark === undefined) return '';
  const { entry, answer, until } = mark;
  const ending = until === null ? ' It is on its way.' : answer === null ? '' : ` ${sentenceOf(answer)}`;
  return sentenceOf(entry) + ending;
}
