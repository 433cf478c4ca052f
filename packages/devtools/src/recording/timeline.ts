// What a recording looks like on a time axis: lives, spans and marks. The plot and its table are drawn from this.
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

/** One call to the authenticator. `until` is `null` while it is on its way. */
export interface AuthenticatorCall {
  readonly from: number;
  until: number | null;
  /** The entry of its start. */
  readonly call: EntryOf<'call'>;
  /** The entry of its answer, or of the status that ended the run meanwhile; `null` while it is on its way. */
  answer: EntryOf<'answer'> | EntryOf<'status'> | null;
}

/** A mark that was on for a while (`until` is `null` while it is on), or for a moment (`until` equals `from`). */
export interface FaultSpan {
  readonly id: number;
  readonly label: string;
  readonly from: number;
  until: number | null;
}

export interface Timeline {
  readonly tokens: TokenLife[];
  readonly calls: AuthenticatorCall[];
  readonly requests: EntryOf<'request'>[];
  readonly faults: FaultSpan[];
  /** Wakes, jumps of the clock, turns of the tabs, and what else is told of page and tabs. */
  readonly moments: Moment[];
}

/** An entry of the lane of page and tabs. */
export type Moment = EntryOf<'page'> | EntryOf<'tabs'> | EntryOf<'diagnostic'>;

/** Whether a call failed: by its answer, or by ending the run with an error that the app did not cause. */
export function isFailedCall({ answer }: AuthenticatorCall): boolean {
  if (answer?.type === 'answer') return answer.outcome === 'failed';
  return answer !== null && answer.code !== null && answer.code !== 'signed_out';
}

/** The entries of one type. */
export type EntryOf<Type extends Entry['type']> = Extract<Entry, { type: Type }>;

/** Puts entries, oldest first, on a time axis. */
export function timelineOf(entries: readonly Entry[]): Timeline {
  const timeline: Timeline = { tokens: [], calls: [], requests: [], faults: [], moments: [] };
  let isRefused = false;
  for (const entry of entries) {
    if (entry.type === 'refused') isRefused = true;
    else if (entry.type === 'token') {
      endToken(timeline, entry.at, isRefused ? 'refused' : 'refreshed');
      isRefused = false;
    }
    add(timeline, entry);
  }
  return timeline;
}

function add(timeline: Timeline, entry: Entry): void {
  switch (entry.type) {
    case 'token':
      return void timeline.tokens.push({
        id: entry.id,
        generation: entry.generation,
        handedOverAt: entry.at - entry.ageMs,
        expiresAt: entry.at + entry.lifeMs,
        end: null,
      });
    case 'expired':
      return endToken(timeline, entry.at, 'expired');
    case 'status':
      if (isRunning(entry.status)) return;
      endToken(timeline, entry.at, 'dropped');
      return endCall(timeline, entry.at, entry);
    case 'call':
      endCall(timeline, entry.at, null);
      return void timeline.calls.push({ from: entry.at, until: null, call: entry, answer: null });
    case 'answer':
      return endCall(timeline, entry.at, entry);
    case 'request':
      return void timeline.requests.push(entry);
    case 'mark':
      return mark(timeline, entry);
    case 'page':
    case 'tabs':
    case 'diagnostic':
      return void timeline.moments.push(entry);
    default:
  }
}

function endToken({ tokens }: Timeline, at: number, how: TokenEnd): void {
  const current = tokens.at(-1);
  if (current?.end === null) current.end = { at, how };
}

function endCall({ calls }: Timeline, at: number, answer: AuthenticatorCall['answer']): void {
  const current = calls.at(-1);
  if (current?.until === null) Object.assign(current, { until: at, answer });
}

function mark({ faults }: Timeline, { id, label, how, at }: EntryOf<'mark'>): void {
  if (how !== 'off') return void faults.push({ id, label, from: at, until: how === 'moment' ? at : null });
  for (const fault of faults) {
    if (fault.label === label && fault.until === null) fault.until = at;
  }
}
