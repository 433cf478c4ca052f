// The time-line: a drawing with a cursor, a line that says what is under it, and the same facts as a table.
import { createElement, createShape, setAttributes, setText } from '../dom/create-element.js';
import { drawPlot, plotHeight } from '../plot/draw-plot.js';
import { layOutPlot, type PlotLayout } from '../plot/plot-layout.js';
import { sentenceAt, summarizePlot } from '../plot/plot-summary.js';
import { stopsOf } from '../plot/stops.js';
import { createLegend } from './legend.js';
import type { Scene } from './scene.js';
import { createTableView } from './table-view.js';

export interface PlotView {
  readonly element: HTMLElement;
  /** @param isCalm nothing moves by itself: the drawing waits for something to happen */
  show(scene: Scene, isCalm: boolean): void;
}

const defaultLifeMs = 60_000;
const steps: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  Home: -Infinity,
  End: Infinity,
};

/** @param redraw asks for a drawing soon */
export function createPlotView(redraw: () => void): PlotView {
  const svg = createShape('svg', { height: plotHeight, 'aria-hidden': true });
  const readout = createElement('p', { class: 'readout quiet' });
  // Apart from the line that is seen, whose countdown would be read out each second.
  const spoken = createElement('p', { class: 'said', 'aria-live': 'polite' });
  const label = 'Time-line. Arrow keys go from mark to mark';
  const plot = createElement('div', { class: 'plot', tabindex: 0, role: 'group', 'aria-label': label }, svg);
  const table = createTableView(redraw);
  const parts = [plot, readout, spoken, createLegend(), table.element];
  let stops: number[] = [];
  let cursorId: number | null = null;
  let isToBeSpoken = false;
  let drawn = '';

  plot.addEventListener('keydown', (event) => {
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    isToBeSpoken = true;
    const at = cursorId === null ? stops.length : stops.indexOf(cursorId);
    cursorId = stops[Math.max(0, Math.min(stops.length - 1, at + step))] ?? null;
    redraw();
  });
  // Not pointerover: a pointer that rests is told of it after each drawing, and would take the cursor from the arrow keys.
  plot.addEventListener('pointermove', ({ target }) => {
    const id = Number((target as SVGElement).dataset['id'] ?? cursorId);
    if (id === cursorId) return;
    cursorId = id;
    redraw();
  });

  return {
    element: createElement('section', { 'aria-label': 'Time-line' }, ...parts),
    show(scene, isCalm) {
      const { timeline, entries, now } = scene;
      const width = Math.max(1, plot.clientWidth);
      table.show(scene);
      const next = [entries.at(-1)?.id, cursorId, width].join();
      if (isCalm && next === drawn) return;
      drawn = next;
      const layout = layOut(scene, width);
      stops = stopsOf(layout);
      setAttributes(svg, { viewBox: `0 0 ${width} ${plotHeight}` });
      svg.replaceChildren(...drawPlot(layout, cursorId));
      const said = sentenceAt(timeline, cursorId, now);
      setText(readout, said || summarizePlot(timeline, now));
      if (isToBeSpoken) spoken.textContent = said;
      isToBeSpoken = false;
    },
  };
}

function layOut({ timeline, state, now, wallNow }: Scene, width: number): PlotLayout {
  const newest = timeline.tokens.at(-1);
  const lifeMs = newest === undefined ? defaultLifeMs : newest.expiresAt - newest.handedOverAt;
  const plannedRefreshAt = state?.status === 'active' ? now + state.refreshAt - wallNow : null;
  return layOutPlot(timeline, { now, lifeMs, plannedRefreshAt, width });
}
