// Draws a plot layout.
import { createShape } from '../dom/create-element.js';
import { laneLabels, type MarkKind } from '../recording/timeline.js';
import { rowCount, type Bar, type PlacedMark, type PlotLayout } from './plot-layout.js';

// From top to bottom, in pixels: fault labels, the bars, three lanes of marks, the time axis.
const barHeight = 18;
const barStep = 21;
const barsTop = 34;
const laneStep = 32;
const lanesTop = barsTop + rowCount * barStep + 22;
const axisY = lanesTop + 2 * laneStep + 12;

/** The height that a plot takes, in pixels, whatever its width. */
export const plotHeight: number = axisY + 20;

/** The drawing of a layout. `cursorId`: of the entry that is pointed at. */
export function drawPlot(layout: PlotLayout, cursorId: number | null): SVGElement[] {
  const { width, nowX, plannedRefreshX, ticks, bars, gaps, marks, faults } = layout;
  return [
    ...faults.flatMap(({ label, x, width: extent, labelX }) => [
      rect('fault', x, 0, Math.max(2, extent), axisY),
      ...(labelX === null ? [] : [text('fault-label', labelX + 4, 11, label)]),
    ]),
    text('lane', 0, barsTop - 6, 'Tokens'),
    ...gaps.map((gap) => rect('bar-ended', gap.x, barsTop, gap.width, barStep + barHeight)),
    ...bars.flatMap((bar) => drawBar(bar, cursorId)),
    ...laneLabels.map((label, lane) => text('lane', 0, laneY(lane) - 10, label)),
    ...marks.flatMap((mark) => drawMark(mark, cursorId)),
    line('axis', `M0 ${axisY}h${width}`),
    ...ticks.map(({ x, label }) => text(label === 'now' ? 'tick tick-now' : 'tick', x, axisY + 15, label)),
    ...(plannedRefreshX === null
      ? []
      : [line('planned', `M${plannedRefreshX} ${barsTop - 4}V${lanesTop + 8}`)]),
    line('now', `M${nowX} ${barsTop - 4}V${axisY}`),
  ];
}

function laneY(lane: number): number {
  return lanesTop + lane * laneStep;
}

function drawBar(
  { id, generation, row, parts, roomy, refreshedX }: Bar,
  cursorId: number | null,
): SVGElement[] {
  const y = barsTop + row * barStep;
  const first = parts[0]?.x ?? 0;
  const extent = parts.reduce((sum, { width }) => sum + width, 0);
  return [
    ...parts.map(({ kind, x, width }) => rect(`bar-${kind}`, x, y, width, barHeight, id)),
    ...(id === cursorId ? [rect('cursor', first - 2, y - 2, extent + 4, barHeight + 4)] : []),
    ...(refreshedX === null ? [] : [line('refreshed', `M${refreshedX} ${y - 2}v${barHeight + 4}`)]),
    ...(roomy === undefined
      ? []
      : [text(`bar-label on-${roomy.kind}`, roomy.x + 6, y + 13, `#${generation}`)]),
  ];
}

const circle = 'm-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0z';
const box = 'm-3-2h6v4h-6z';

/** Each outcome has a form of its own: colour alone would not tell them apart. */
export const forms: Readonly<Record<MarkKind, string>> = {
  ok: circle,
  waited: circle,
  replayed: 'm0-5l5 5-5 5-5-5z',
  failed: 'm-4-4l8 8m0-8l-8 8',
  open: box,
  needless: box,
  moment: 'm0-5l4 8h-8z',
};

function drawMark({ id, lane, x, width, kind }: PlacedMark, cursorId: number | null): SVGElement[] {
  const y = laneY(lane);
  // What took a while reaches from its beginning to its end, where its form stands.
  const span = width > 3 ? `h${width}` : `m${width} 0`;
  const shape = createShape('path', {
    class: `mark mark-${kind}`,
    'data-id': id,
    d: `M${x} ${y}${span}${forms[kind]}`,
  });
  return id === cursorId ? [shape, rect('cursor', x - 7, y - 8, width + 14, 16)] : [shape];
}

function rect(name: string, x: number, y: number, width: number, height: number, id?: number): SVGElement {
  return createShape('rect', { class: name, 'data-id': id, x, y, width, height, rx: 3 });
}

function line(name: string, d: string): SVGElement {
  return createShape('path', { class: name, d });
}

function text(name: string, x: number, y: number, content: string): SVGElement {
  return createShape('text', { class: name, x, y }, content);
}
