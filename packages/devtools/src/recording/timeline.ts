// What a recording looks like on a time axis: lives, marks and spans. The plot and its table are drawn from this.
import { isRunning, type Entry } from './entry.js';

/** How a token's time in use ended. */
export type TokenEnd = 'refreshed' | 'refused' | 'expired' | 'dropped';

/** One token, from the moment it was handed over. */
export interface TokenLife {
  readonly id: number;
  readonly generation: number;
  readonly handedOverAt: number;
  /** When its life is over, whether or not it is still in use by then. */
  readonly expiresAt: number;
  end: { readonly at: number; readonly how: TokenEnd } | null;
}

/** What marks stand on, from top to bottom. */
export const laneLabels = ['Authenticator calls', 'SDK and fetch calls', 'Page and tabs'] as const;
export const callsLane = 0;
export const requestsLane = 1;
export const momentsLane = 2;

/** How a call or a moment is drawn. */
export type MarkKind = 'ok' | 'waited' | 'replayed' | 'failed' | 'open' | 'needless' | 'moment';

/** A call or a moment. `until` is `null` while it is on its way, and equals `from` for what has no duration. */
export interface Mark {
  readonly lane: number;
  readonly from: number;
  until: number | null;
  kind: MarkKind;
  readonly entry: Entry;
  /** Of an authenticator call: its answer, or the status that ended the run meanwhile. */
  answer: Entry | null;
}

/** A mark of the app that was on for a while (`until` is `null` while it is on), or for a moment. */
export interface FaultSpan {
  readonly id: number;
  readonly label: string;
  readonly from: number;
  until: number | null;
}

export interface Timeline {
  readonly tokens: TokenLife[];
  readonly marks: Mark[];
  readonly faults: FaultSpan[];
}

type EntryOf<Type extends Entry['type']> = Extract<Entry, { type: Type }>;

/** Puts entries, oldest first, on a time axis. */
export function timelineOf(entries: readonly Entry[]): Timeline {
  const timeline: Timeline = { tokens: [], marks: [], faults: [] };
  let isRefused = false;
  for (const entry of entries) {
    if (entry.type === 'token') endToken(timeline, entry.at, isRefused ? 'refused' : 'refreshed');
    if (entry.type === 'token' || entry.type === 'refused') isRefused = entry.type === 'refused';
    add(timeline, entry);
  }
  return timeline;
}

function add(timeline: Timeline, entry: Entry): void {
  const { id, at } = entry;
  const mark = (lane: number, kind: MarkKind, until: number | null = at): void =>
    void timeline.marks.push({ lane, kind, from: at, until, entry, answer: null });
  switch (entry.type) {
    case 'token': {
      const { generation, ageMs, lifeMs } = entry;
      const handedOverAt = at - ageMs;
      return void timeline.tokens.push({ id, generation, handedOverAt, expiresAt: at + lifeMs, end: null });
    }
    case 'expired':
      return endToken(timeline, at, 'expired');
    case 'status':
      if (isRunning(entry.status)) return;
      endToken(timeline, at, 'dropped');
      return endCall(timeline, entry);
    case 'call':
      endCall(timeline, entry);
      return mark(callsLane, 'open', null);
    case 'answer':
      return endCall(timeline, entry);
    case 'request':
      return mark(requestsLane, kindOf(entry));
    case 'mark':
      return span(timeline, entry);
    case 'page':
      return mark(momentsLane, entry.what === 'offline' ? 'failed' : 'moment');
    case 'tabs':
    case 'diagnostic':
      return mark(momentsLane, 'moment');
    default:
  }
}

/** What became of a call of the SDK, or of `store.fetch`. */
export function kindOf({ outcome, replayed }: EntryOf<'request'>): 'ok' | 'waited' | 'replayed' | 'failed' {
  if (outcome !== 'waited' && outcome !== 'answered') return 'failed';
  if (replayed) return 'replayed';
  return outcome === 'waited' ? 'waited' : 'ok';
}

function endToken({ tokens }: Timeline, at: number, how: TokenEnd): void {
  const current = tokens.at(-1);
  if (current?.end === null) current.end = { at, how };
}

/** @param entry its answer, or what came in its place: the end of the run, or the next call */
function endCall({ marks }: Timeline, entry: EntryOf<'answer'> | EntryOf<'status'> | EntryOf<'call'>): void {
  const open = marks.find(({ until }) => until === null);
  if (open === undefined) return;
  open.until = entry.at;
  open.kind = 'needless';
  if (entry.type === 'call') return;
  open.answer = entry;
  if (entry.type === 'answer') open.kind = entry.outcome;
  // The app may end a run; any other end is a failure of the call.
  else if (entry.code !== null && entry.code !== 'signed_out') open.kind = 'failed';
}

function span({ faults }: Timeline, { id, label, how, at }: EntryOf<'mark'>): void {
  if (how !== 'off') return void faults.push({ id, label, from: at, until: how === 'moment' ? at : null });
  for (const fault of faults) {
    if (fault.label === label) fault.until ??= at;
  }
}
