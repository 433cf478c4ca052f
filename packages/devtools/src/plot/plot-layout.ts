// Turns the timeline into shapes: positions and kinds, nothing of the screen.
import { isFailed } from '../recording/sentence.js';
import {
  isFailedCall,
  type AuthenticatorCall,
  type EntryOf,
  type FaultSpan,
  type Moment,
  type Timeline,
  type TokenLife,
} from '../recording/timeline.js';
import { ticksAround, type Tick } from './ticks.js';
import { timeScaleAround, toTenths, toX, type TimeScale } from './time-scale.js';

/** A part of a token's bar. */
export interface BarPart {
  kind: 'used' | 'ahead' | 'spare' | 'ended';
  x: number;
  width: number;
}

/** A token's bar, in one of `rowCount` rows, so that lives that overlap stay apart. */
export interface Bar {
  id: number;
  generation: number;
  row: number;
  parts: BarPart[];
  /** Where the generation is written: in the first part that has room, or nowhere. */
  label: { x: number; on: BarPart['kind'] } | null;
  /** Where the next token took over, if that is in view. */
  refreshedX: number | null;
}

/** A call or a moment, by the `id` of its entry. `width` is 0 for what has no duration. */
export interface Mark {
  id: number;
  x: number;
  width: number;
  kind: MarkKind;
}

/** How a call or a moment is drawn. */
export type MarkKind = 'ok' | 'waited' | 'replayed' | 'failed' | 'open' | 'needless' | 'moment';

export interface FaultShape {
  id: number;
  label: string;
  x: number;
  width: number;
  /** Where its label starts; `null` where the label of a newer fault is in the way. */
  labelX: number | null;
}

/** A time without a valid token. */
export interface Gap {
  x: number;
  width: number;
}

export interface PlotLayout {
  width: number;
  nowX: number;
  /** Where the store means to refresh, if that is ahead and in view. */
  plannedRefreshX: number | null;
  ticks: Tick[];
  bars: Bar[];
  gaps: Gap[];
  calls: Mark[];
  requests: Mark[];
  moments: Mark[];
  faults: FaultShape[];
}

/** Rows that bars take in turn: a store refreshes at half of a life or later, so two lives overlap, hardly ever three. */
export const rowCount = 2;

const tickGap = 60;
const labelRoom = 36;
/** A generous width for a letter of a fault's label. */
const letterWidth = 7;

/** What the plot is drawn for. Instants and durations in milliseconds on the entries' clock, the width in pixels. */
export interface PlotView {
  now: number;
  lifeMs: number;
  plannedRefreshAt: number | null;
  width: number;
}

/** The shapes of a timeline as seen in a view. */
export function layOutPlot(timeline: Timeline, view: PlotView): PlotLayout {
  const { now, lifeMs, plannedRefreshAt, width } = view;
  const scale = timeScaleAround(now, lifeMs, width);
  const isInView = ({ x, width: extent }: Mark): boolean => x + extent >= 0 && x <= width;
  return {
    width,
    nowX: toX(scale, now),
    plannedRefreshX:
      plannedRefreshAt !== null && plannedRefreshAt > now
        ? insideOrNull(toX(scale, plannedRefreshAt), width)
        : null,
    ticks: ticksAround(scale, now, tickGap),
    bars: timeline.tokens
      .map((token, index) => toBar(token, timeline.tokens[index + rowCount], scale, now))
      .filter((bar) => bar.parts.length > 0),
    gaps: toGaps(timeline.tokens, scale, now),
    calls: timeline.calls.map((call) => toCall(call, scale, now)).filter(isInView),
    requests: timeline.requests
      .map((request) => toMark(request, requestKind(request), scale))
      .filter(isInView),
    moments: timeline.moments.map((moment) => toMark(moment, momentKind(moment), scale)).filter(isInView),
    faults: toFaultShapes(timeline.faults, scale, now),
  };
}

/** @param nextInRow the token that takes the same row: what is left of this one ends where that one begins */
function toBar(token: TokenLife, nextInRow: TokenLife | undefined, scale: TimeScale, now: number): Bar {
  const usedUntil = Math.min(token.end?.at ?? now, token.expiresAt);
  const parts = [
    toPart('used', token.handedOverAt, usedUntil, scale),
    toPart(restOf(token), usedUntil, Math.min(token.expiresAt, nextInRow?.handedOverAt ?? Infinity), scale),
  ].filter((part) => part.width > 0);
  const roomy = parts.find((part) => part.width >= labelRoom);
  return {
    id: token.id,
    generation: token.generation,
    row: (token.generation + 1) % rowCount,
    parts,
    label: roomy === undefined ? null : { x: roomy.x, on: roomy.kind },
    refreshedX: token.end?.how === 'refreshed' ? insideOrNull(toX(scale, token.end.at), scale.width) : null,
  };
}

/** What becomes of the life after the time in use. */
function restOf(token: TokenLife): BarPart['kind'] {
  if (token.end === null) return 'ahead';
  return token.end.how === 'refreshed' ? 'spare' : 'ended';
}

function toPart(kind: BarPart['kind'], from: number, until: number, scale: TimeScale): BarPart {
  const x = clamp(toX(scale, from), scale.width);
  return { kind, x, width: Math.max(0, toTenths(clamp(toX(scale, until), scale.width) - x)) };
}

/** From each expiry to the next token, or to now. A token that was dropped leaves no gap: nobody is signed in. */
function toGaps(tokens: readonly TokenLife[], scale: TimeScale, now: number): Gap[] {
  return tokens
    .flatMap((token, index) =>
      token.end?.how === 'expired'
        ? [toPart('ended', token.end.at, tokens[index + 1]?.handedOverAt ?? now, scale)]
        : [],
    )
    .map(({ x, width }) => ({ x, width }))
    .filter((gap) => gap.width > 0);
}

function toCall(call: AuthenticatorCall, scale: TimeScale, now: number): Mark {
  const x = toX(scale, call.from);
  return { id: call.call.id, x, width: toTenths(toX(scale, call.until ?? now) - x), kind: callKind(call) };
}

function callKind(call: AuthenticatorCall): MarkKind {
  if (call.until === null) return 'open';
  if (isFailedCall(call)) return 'failed';
  return call.answer?.type === 'answer' && call.answer.outcome === 'ok' ? 'ok' : 'needless';
}

function toMark({ id, at }: { id: number; at: number }, kind: MarkKind, scale: TimeScale): Mark {
  return { id, x: toX(scale, at), width: 0, kind };
}

function requestKind(request: EntryOf<'request'>): MarkKind {
  if (isFailed(request)) return 'failed';
  if (request.replayed) return 'replayed';
  return request.outcome === 'waited' ? 'waited' : 'ok';
}

function momentKind(moment: Moment): MarkKind {
  return moment.type === 'page' && moment.what === 'offline' ? 'failed' : 'moment';
}

function toFaultShapes(faults: readonly FaultSpan[], scale: TimeScale, now: number): FaultShape[] {
  const shapes = faults
    .filter((fault) => (fault.until ?? now) >= scale.from)
    .map((fault): FaultShape => {
      const x = clamp(toX(scale, fault.from), scale.width);
      const end = clamp(toX(scale, fault.until ?? now), scale.width);
      return { id: fault.id, label: fault.label, x, width: toTenths(end - x), labelX: null };
    });
  // From the newest back, so that what just happened always has its name.
  let freeUntil = scale.width;
  shapes.reverse();
  for (const shape of shapes) {
    const room = shape.label.length * letterWidth;
    const labelX = Math.min(shape.x, scale.width - room);
    if (labelX + room > freeUntil) continue;
    shape.labelX = labelX;
    freeUntil = labelX;
  }
  shapes.reverse();
  return shapes;
}

function insideOrNull(x: number, width: number): number | null {
  return x >= 0 && x <= width ? x : null;
}

function clamp(x: number, width: number): number {
  return Math.min(width, Math.max(0, x));
}
