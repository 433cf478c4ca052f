// The plot on the page: drawn often while it moves, with a text alternative that is renewed now and then.
import { byId } from '../find-element.js';
import { drawPlot, plotHeight } from '../plot/draw-plot.js';
import { layOutPlot, type PlotView as View } from '../plot/plot-layout.js';
import { summarizePlot, tokenRows, type TokenRow } from '../plot/plot-summary.js';
import type { Timeline } from '../timeline.js';

/** What to draw: all but the width, which the page decides. */
export type PlotMoment = Omit<View, 'width'> & { timeline: Timeline };

const frameMs = 80;
const calmFrameMs = 1_000;
const wordsEveryMs = 3_000;

/** Draws what `read` returns until the page goes away. */
export function showPlot(read: () => PlotMoment): void {
  const holder = byId('plot', HTMLElement);
  const empty = byId('plot-empty', HTMLElement);
  const rows = byId('token-rows', HTMLTableSectionElement);
  const { svg, description } = createCanvas();
  holder.append(svg);
  const calm = matchMedia('(prefers-reduced-motion: reduce)');

  let drawnAt = Number.NEGATIVE_INFINITY;
  let describedAt = Number.NEGATIVE_INFINITY;
  const frame = (at: number): void => {
    requestAnimationFrame(frame);
    if (at - drawnAt < (calm.matches ? calmFrameMs : frameMs)) return;
    drawnAt = at;
    const moment = read();
    draw(svg, holder.clientWidth, moment);
    empty.hidden = moment.timeline.tokens.length > 0;
    if (at - describedAt < wordsEveryMs) return;
    describedAt = at;
    description.textContent = summarizePlot(moment.timeline, moment.now);
    rows.replaceChildren(...tokenRows(moment.timeline, moment.now).map(toRow));
  };
  requestAnimationFrame(frame);
}

function draw(svg: SVGSVGElement, width: number, { timeline, ...view }: PlotMoment): void {
  if (width === 0) return;
  svg.setAttribute('viewBox', `0 0 ${width} ${plotHeight}`);
  svg.lastElementChild?.replaceWith(drawPlot(layOutPlot(timeline, { ...view, width })));
}

function create<Name extends 'svg' | 'title' | 'desc' | 'g'>(name: Name): SVGElementTagNameMap[Name] {
  return document.createElementNS('http://www.w3.org/2000/svg', name);
}

function createCanvas(): { svg: SVGSVGElement; description: SVGDescElement } {
  const svg = create('svg');
  const title = create('title');
  const description = create('desc');
  title.id = 'plot-title';
  title.textContent = 'Token lives on a time axis';
  description.id = 'plot-description';
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-labelledby', title.id);
  svg.setAttribute('aria-describedby', description.id);
  svg.setAttribute('height', String(plotHeight));
  svg.append(title, description, create('g'));
  return { svg, description };
}

function toRow(row: TokenRow): HTMLTableRowElement {
  const line = document.createElement('tr');
  const head = document.createElement('th');
  head.scope = 'row';
  head.textContent = row.token;
  line.append(head);
  for (const words of [row.handedOver, row.refreshed, row.expires, row.calls]) {
    line.insertCell().textContent = words;
  }
  return line;
}
