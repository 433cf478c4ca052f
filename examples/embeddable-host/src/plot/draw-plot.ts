// Draws a plot layout as SVG.
import { rowCount, type Bar, type PlotLayout } from './plot-layout.js';

const svgNamespace = 'http://www.w3.org/2000/svg';

// From top to bottom, in pixels: fault labels, the bars, two lines of marks, the time axis.
const barHeight = 24;
const barStep = 30;
const barsTop = 42;
const barsBottom = barsTop + rowCount * barStep;
const authenticatorY = barsBottom + 34;
const sdkY = authenticatorY + 44;
const axisY = sdkY + 20;

/** The height that a plot takes, in pixels, whatever its width. */
export const plotHeight: number = axisY + 24;

/** The drawing of a layout: one group to put into an `svg` of the layout's width and `plotHeight`. */
export function drawPlot(layout: PlotLayout): SVGGElement {
  return group('', [
    ...layout.faults.flatMap(({ label, x, width, labelX }) => [
      rect('fault', x, 0, Math.max(2, width), axisY, 0),
      ...(labelX === null ? [] : [text('fault-label', labelX + 5, 13, label)]),
    ]),
    text('lane', 0, barsTop - 10, 'Tokens in the SDK'),
    ...layout.gaps.map(({ x, width }) =>
      rect('gap', x, barsTop, width, barsBottom - barsTop - (barStep - barHeight), 4),
    ),
    ...layout.bars.map(drawBar),
    text('lane', 0, authenticatorY - 14, 'Calls to the authenticator'),
    ...layout.authenticatorCalls.map(({ x, ok }) => drawMark(x, authenticatorY, ok, 'square')),
    text('lane', 0, sdkY - 14, 'SDK calls to MyDataHelps'),
    ...layout.sdkCalls.map(({ x, ok }) => drawMark(x, sdkY, ok, 'dot')),
    line('axis', 0, axisY, layout.width, axisY),
    ...layout.ticks.flatMap(({ x, label }) => [
      line('axis', x, axisY, x, axisY + 4),
      text(label === 'now' ? 'tick tick-now' : 'tick', x, axisY + 18, label),
    ]),
    ...(layout.plannedRefreshX === null
      ? []
      : [line('planned', layout.plannedRefreshX, barsTop - 4, layout.plannedRefreshX, authenticatorY + 6)]),
    line('now', layout.nowX, barsTop - 4, layout.nowX, axisY),
  ]);
}

function drawBar(bar: Bar): SVGElement {
  const y = barsTop + bar.row * barStep;
  return group('bar', [
    ...bar.parts.map((part) => rect(`bar-${part.kind}`, part.x, y, part.width, barHeight, 4)),
    ...(bar.refreshedX === null
      ? []
      : [line('refreshed', bar.refreshedX, y - 2, bar.refreshedX, y + barHeight + 2)]),
    ...(bar.label === null
      ? []
      : [text(`bar-label on-${bar.label.on}`, bar.label.x + 8, y + 16, `#${bar.generation}`)]),
  ]);
}

function drawMark(x: number, y: number, ok: boolean, shape: 'dot' | 'square'): SVGElement {
  if (!ok) return element('path', { class: 'mark-failed', d: `M${x - 4} ${y - 4}l8 8m0-8l-8 8` });
  if (shape === 'square') return rect('mark-ok', x - 4, y - 4, 8, 8, 1.5);
  return element('circle', { class: 'mark-ok', cx: x, cy: y, r: 3 });
}

function rect(name: string, x: number, y: number, width: number, height: number, rx: number): SVGElement {
  return element('rect', { class: name, x, y, width, height, rx });
}

function line(name: string, x1: number, y1: number, x2: number, y2: number): SVGElement {
  return element('line', { class: name, x1, y1, x2, y2 });
}

function text(name: string, x: number, y: number, content: string): SVGElement {
  const node = element('text', { class: name, x, y });
  node.textContent = content;
  return node;
}

function group(name: string, children: SVGElement[]): SVGGElement {
  const node = document.createElementNS(svgNamespace, 'g');
  if (name !== '') node.setAttribute('class', name);
  node.append(...children);
  return node;
}

function element(name: string, attributes: Record<string, string | number>): SVGElement {
  const node = document.createElementNS(svgNamespace, name);
  for (const [key, value] of Object.entries(attributes)) {
    node.setAttribute(key, String(value));
  }
  return node;
}
