// Turns the timeline into shapes: positions and kinds, nothing of the screen.
import type { CallMark, FaultSpan, Timeline, TokenLife } from '../timeline.js';
import { ticksAround, type Tick } from './ticks.js';
import { timeScaleAround, toX, type TimeScale } from './time-scale.js';

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
}

export interface PlotLayout {
  width: number;
  nowX: number;
  /** Where the store means to refresh, if that is ahead and in view. */
  plannedRefreshX: number | null;
  ticks: Tick[];
  bars: Bar[];
  sdkCalls: Mark[];
  authenticatorCalls: Mark[];
  faults: FaultShape[];
}

/** Rows that bars take in turn: a store refreshes at half of a life or later, so two lives overlap, hardly ever three. */
export const rowCount = 2;

const tickGap = 72;

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
    bars: timeline.tokens.map((token) => toBar(token, scale, now)).filter((bar) => bar.parts.length > 0),
    sdkCalls: toMarks(timeline.sdkCalls, scale),
    authenticatorCalls: toMarks(timeline.authenticatorCalls, scale),
    faults: timeline.faults.map((fault) => toFaultShape(fault, scale, now)).filter(isShown),
  };
}

function toBar(token: TokenLife, scale: TimeScale, now: number): Bar {
  const usedUntil = Math.min(token.end?.at ?? now, token.expiresAt);
  const parts = [
    toPart('used', token.handedOverAt, usedUntil, scale),
    toPart(restOf(token), usedUntil, token.expiresAt, scale),
  ].filter((part) => part.width > 0);
  return {
    generation: token.generation,
    row: token.generation % rowCount,
    parts,
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
  return { kind, x, width: Math.max(0, clamp(toX(scale, until), scale.width) - x) };
}

function toMarks(calls: readonly CallMark[], scale: TimeScale): Mark[] {
  return calls.map(({ at, ok }) => ({ x: toX(scale, at), ok })).filter(({ x }) => x >= 0 && x <= scale.width);
}

function toFaultShape(fault: FaultSpan, scale: TimeScale, now: number): FaultShape & { over: boolean } {
  const until = fault.until ?? now;
  const x = clamp(toX(scale, fault.from), scale.width);
  return {
    label: fault.label,
    x,
    width: clamp(toX(scale, until), scale.width) - x,
    over: until < scale.from,
  };
}

function isShown(shape: FaultShape & { over: boolean }): boolean {
  return !shape.over;
}

function insideOrNull(x: number, width: number): number | null {
  return x >= 0 && x <= width ? x : null;
}

function clamp(x: number, width: number): number {
  return Math.min(width, Math.max(0, x));
}
