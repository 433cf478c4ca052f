// Turns the timeline into positions and kinds, nothing of the screen.
import { type Mark, type MarkKind, type Timeline, type TokenLife } from '../recording/timeline.js';
import { ticksAround, type Tick } from './ticks.js';
import { timeScaleAround, toTenths, toX, type TimeScale } from './time-scale.js';

/** A stretch in view, in pixels. */
export interface Stretch {
  x: number;
  width: number;
}

/** A part of a token's bar. */
export interface BarPart extends Stretch {
  kind: 'used' | 'ahead' | 'spare' | 'ended';
}

/** A token's bar, in one of `rowCount` rows, so that lives that overlap stay apart. */
export interface Bar {
  id: number;
  generation: number;
  row: number;
  parts: BarPart[];
  /** The first part with room for the generation. */
  roomy: BarPart | undefined;
  /** Where the next token took over, if that is in view. */
  refreshedX: number | null;
}

/** A call or a moment, by the `id` of its entry. `width` is 0 for what has no duration. */
export interface PlacedMark extends Stretch {
  id: number;
  lane: number;
  kind: MarkKind;
}

export interface FaultShape extends Stretch {
  id: number;
  label: string;
  /** Where its label starts; `null` where the label of a newer fault is in the way. */
  labelX: number | null;
}

export interface PlotLayout {
  width: number;
  nowX: number;
  /** Where the store means to refresh, if that is ahead and in view. */
  plannedRefreshX: number | null;
  ticks: Tick[];
  bars: Bar[];
  /** Times without a valid token. */
  gaps: Stretch[];
  marks: PlacedMark[];
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
export function layOutPlot({ tokens, marks, faults }: Timeline, view: PlotView): PlotLayout {
  const { now, lifeMs, plannedRefreshAt, width } = view;
  const scale = timeScaleAround(now, lifeMs, width);
  return {
    width,
    nowX: toX(scale, now),
    plannedRefreshX:
      plannedRefreshAt !== null && plannedRefreshAt > now ? xInView(scale, plannedRefreshAt) : null,
    ticks: ticksAround(scale, now, tickGap),
    bars: tokens
      .map((token, index) => toBar(token, tokens[index + rowCount], scale, now))
      .filter(({ parts }) => parts.length > 0),
    // A token that was dropped leaves no gap: nobody is signed in.
    gaps: tokens
      .map(({ end }, index) =>
        stretch(scale, end?.how === 'expired' ? end.at : now, tokens[index + 1]?.handedOverAt ?? now),
      )
      .filter(isSeen),
    marks: marks
      .map((mark) => placeMark(mark, scale, now))
      .filter((mark) => mark.x + mark.width >= 0 && mark.x <= width),
    faults: labelled(
      faults
        .filter(({ until }) => (until ?? now) >= scale.from)
        .map(({ id, label, from, until }) => ({
          ...stretch(scale, from, until ?? now),
          id,
          label,
          labelX: null,
        })),
      width,
    ),
  };
}

/** @param nextInRow the token that takes the same row: what is left of this one ends where that one begins */
function toBar(token: TokenLife, nextInRow: TokenLife | undefined, scale: TimeScale, now: number): Bar {
  const { id, generation, handedOverAt, expiresAt, end } = token;
  const usedUntil = Math.min(end?.at ?? now, expiresAt);
  const rest = end === null ? 'ahead' : end.how === 'refreshed' ? 'spare' : 'ended';
  const restUntil = Math.min(expiresAt, nextInRow?.handedOverAt ?? Infinity);
  const parts = [
    { kind: 'used' as const, ...stretch(scale, handedOverAt, usedUntil) },
    { kind: rest as BarPart['kind'], ...stretch(scale, usedUntil, restUntil) },
  ].filter(isSeen);
  return {
    id,
    generation,
    row: (generation + 1) % rowCount,
    parts,
    roomy: parts.find((part) => part.width >= labelRoom),
    refreshedX: end?.how === 'refreshed' ? xInView(scale, end.at) : null,
  };
}

function placeMark({ entry, lane, kind, from, until }: Mark, scale: TimeScale, now: number): PlacedMark {
  const x = toX(scale, from);
  return { id: entry.id, lane, kind, x, width: toTenths(toX(scale, until ?? now) - x) };
}

/** Gives labels from the newest back, so that what just happened always has its name. */
function labelled(faults: FaultShape[], width: number): FaultShape[] {
  faults.reduceRight((freeUntil, fault) => {
    const room = fault.label.length * letterWidth;
    const labelX = Math.min(fault.x, width - room);
    if (labelX + room > freeUntil) return freeUntil;
    return (fault.labelX = labelX);
  }, width);
  return faults;
}

/** From one instant to another, as far as it is in view. */
function stretch(scale: TimeScale, from: number, until: number): Stretch {
  const [x, end] = [from, until].map((at) => Math.min(scale.width, Math.max(0, toX(scale, at)))) as [
    number,
    number,
  ];
  return { x, width: Math.max(0, toTenths(end - x)) };
}

function isSeen({ width }: Stretch): boolean {
  return width > 0;
}

function xInView(scale: TimeScale, at: number): number | null {
  const x = toX(scale, at);
  return x >= 0 && x <= scale.width ? x : null;
}
