// Turns the timeline into shapes: positions and kinds, nothing of the screen.
import type { CallMark, FaultSpan, Timeline, TokenLife } from '../timeline.js';
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
  generation: number;
  row: number;
  parts: BarPart[];
  /** Where the generation is written: in the first part that has room, or nowhere. */
  label: { x: number; on: BarPart['kind'] } | null;
  /** Where the next token took over, if that is in view. */
  refreshedX: number | null;
}

export interface Mark {
  x: number;
  ok: boolean;
}

export interface FaultShape {
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
  sdkCalls: Mark[];
  authenticatorCalls: Mark[];
  faults: FaultShape[];
}

/** Rows that bars take in turn: a store refreshes at half of a life or later, so two lives overlap, hardly ever three. */
export const rowCount = 2;

const tickGap = 60;
const labelRoom = 36;
/** A generous width for a letter of a fault's label. */
const letterWidth = 7.5;

/** What the plot is drawn for. Instants and durations in milliseconds on the timeline's clock, the width in pixels. */
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
    sdkCalls: toMarks(timeline.sdkCalls, scale),
    authenticatorCalls: toMarks(timeline.authenticatorCalls, scale),
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
    generation: token.generation,
    row: token.generation % rowCount,
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

function toMarks(calls: readonly CallMark[], scale: TimeScale): Mark[] {
  return calls.map(({ at, ok }) => ({ x: toX(scale, at), ok })).filter(({ x }) => x >= 0 && x <= scale.width);
}

function toFaultShapes(faults: readonly FaultSpan[], scale: TimeScale, now: number): FaultShape[] {
  const shapes = faults
    .filter((fault) => (fault.until ?? now) >= scale.from)
    .map((fault): FaultShape => {
      const x = clamp(toX(scale, fault.from), scale.width);
      const end = clamp(toX(scale, fault.until ?? now), scale.width);
      return { label: fault.label, x, width: toTenths(end - x), labelX: null };
    });
  // From the newest back, so that what just happened always has its name.
  let freeUntil = scale.width;
  for (const shape of shapes.toReversed()) {
    const room = shape.label.length * letterWidth;
    const labelX = Math.min(shape.x, scale.width - room);
    if (labelX + room > freeUntil) continue;
    shape.labelX = labelX;
    freeUntil = labelX;
  }
  return shapes;
}

function insideOrNull(x: number, width: number): number | null {
  return x >= 0 && x <= width ? x : null;
}

function clamp(x: number, width: number): number {
  return Math.min(width, Math.max(0, x));
}
