// The shapes of a plot layout, each with a key, so that a drawing is renewed and not replaced.
import { rowCount, type Bar, type Mark, type PlotLayout } from './plot-layout.js';
import type { Shape } from './patch-svg.js';

// From top to bottom, in pixels: fault labels, the bars, three lanes of marks, the time axis.
const barHeight = 18;
const barStep = 21;
const barsTop = 34;
const laneStep = 32;
const callsY = barsTop + rowCount * barStep + 22;
const requestsY = callsY + laneStep;
const momentsY = requestsY + laneStep;
const axisY = momentsY + 12;

/** The height that a plot takes, in pixels, whatever its width. */
export const plotHeight: number = axisY + 20;

/** The drawing of a layout. `cursorId`: of the entry that is pointed at. */
export function drawPlot(layout: PlotLayout, cursorId: number | null): Shape[] {
  return [
    ...layout.faults.flatMap(({ id, label, x, width, labelX }) => [
      rect(`fault${id}`, 'fault', x, 0, Math.max(2, width), axisY),
      ...(labelX === null ? [] : [text(`faultlabel${id}`, 'fault-label', labelX + 4, 11, label)]),
    ]),
    text('lane1', 'lane', 0, barsTop - 6, 'Tokens'),
    ...layout.gaps.map(({ x, width }, index) =>
      rect(`gap${index}`, 'gap', x, barsTop, width, rowCount * barStep - (barStep - barHeight)),
    ),
    ...layout.bars.flatMap(drawBar),
    ...lane('Authenticator calls', callsY, layout.calls),
    ...lane('SDK and fetch calls', requestsY, layout.requests),
    ...lane('Page and tabs', momentsY, layout.moments),
    line('axis', 'axis', 0, axisY, layout.width, axisY),
    ...layout.ticks.map(({ x, label }) =>
      text(`tick${label}`, label === 'now' ? 'tick tick-now' : 'tick', x, axisY + 15, label),
    ),
    ...(layout.plannedRefreshX === null
      ? []
      : [
          line('planned', 'planned', layout.plannedRefreshX, barsTop - 4, layout.plannedRefreshX, callsY + 8),
        ]),
    line('now', 'now', layout.nowX, barsTop - 4, layout.nowX, axisY),
    ...drawCursor(layout, cursorId),
  ];
}

function lane(label: string, y: number, marks: Mark[]): Shape[] {
  return [text(`lane${y}`, 'lane', 0, y - 10, label), ...marks.map((mark) => drawMark(mark, y))];
}

function drawBar(bar: Bar): Shape[] {
  const y = barsTop + bar.row * barStep;
  return [
    ...bar.parts.map(({ kind, x, width }, index) => ({
      ...rect(`bar${bar.id}${index}`, `bar-${kind}`, x, y, width, barHeight),
      id: bar.id,
    })),
    ...(bar.refreshedX === null
      ? []
      : [line(`end${bar.id}`, 'refreshed', bar.refreshedX, y - 2, bar.refreshedX, y + barHeight + 2)]),
    ...(bar.label === null
      ? []
      : [
          text(
            `barlabel${bar.id}`,
            `bar-label on-${bar.label.on}`,
            bar.label.x + 6,
            y + 13,
            `#${bar.generation}`,
          ),
        ]),
  ];
}

/** Each outcome has a form of its own: colour alone would not tell them apart. */
export const forms: Readonly<Record<Mark['kind'], string>> = {
  ok: 'm-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0z',
  waited: 'm-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0z',
  replayed: 'm0-5l5 5-5 5-5-5z',
  failed: 'm-4-4l8 8m0-8l-8 8',
  open: 'm-3-2h6v4h-6z',
  needless: 'm-3-2h6v4h-6z',
  moment: 'm0-5l4 8h-8z',
};

function drawMark({ id, x, width, kind }: Mark, y: number): Shape {
  // What took a while reaches from its beginning to its end, where its form stands.
  const span = width > 3 ? `M${x} ${y}h${width}` : '';
  const end = Math.round((x + width) * 10) / 10;
  return {
    key: `mark${id}`,
    id,
    name: 'path',
    class: `mark mark-${kind}`,
    at: { d: `${span}M${end} ${y}${forms[kind]}` },
  };
}

/** A ring around what is pointed at. */
function drawCursor(layout: PlotLayout, cursorId: number | null): Shape[] {
  const lanes: [Mark[], number][] = [
    [layout.calls, callsY],
    [layout.requests, requestsY],
    [layout.moments, momentsY],
  ];
  for (const [marks, y] of lanes) {
    const mark = marks.find(({ id }) => id === cursorId);
    if (mark !== undefined) return [rect('cursor', 'cursor', mark.x - 7, y - 8, mark.width + 14, 16)];
  }
  const bar = layout.bars.find(({ id }) => id === cursorId);
  const [first] = bar?.parts ?? [];
  if (bar === undefined || first === undefined) return [];
  const width = bar.parts.reduce((sum, part) => sum + part.width, 0);
  return [rect('cursor', 'cursor', first.x - 2, barsTop + bar.row * barStep - 2, width + 4, barHeight + 4)];
}

function rect(key: string, name: string, x: number, y: number, width: number, height: number): Shape {
  return { key, name: 'rect', class: name, at: { x, y, width, height, rx: 3 } };
}

function line(key: string, name: string, x1: number, y1: number, x2: number, y2: number): Shape {
  return { key, name: 'line', class: name, at: { x1, y1, x2, y2 } };
}

function text(key: string, name: string, x: number, y: number, content: string): Shape {
  return { key, name: 'text', class: name, at: { x, y }, text: content };
}
