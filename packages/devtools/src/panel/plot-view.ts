// The time-line: a drawing with a cursor, a line that says what is under it, and the same facts as a table.
import { createElement, setText } from '../dom/create-element.js';
import { drawPlot, plotHeight } from '../plot/draw-plot.js';
import { createSvgPatch, svgNamespace } from '../plot/patch-svg.js';
import { layOutPlot, type PlotLayout } from '../plot/plot-layout.js';
import { summarizePlot, tableHead, tableRows } from '../plot/plot-summary.js';
import { sentenceAt, stopsOf } from '../plot/stops.js';
import type { Timeline } from '../recording/timeline.js';
import { createLegend } from './legend.js';
import type { Scene } from './scene.js';

export interface PlotView {
  readonly element: HTMLElement;
  /** @param isCalm nothing moves by itself: the drawing waits for something to happen */
  show(scene: Scene, isCalm: boolean): void;
}

const defaultLifeMs = 60_000;

/** @param redraw asks for a drawing soon */
export function createPlotView(redraw: () => void): PlotView {
  const svg = document.createElementNS(svgNamespace, 'svg');
  svg.setAttribute('height', String(plotHeight));
  svg.setAttribute('aria-hidden', 'true');
  const patch = createSvgPatch(svg);
  const readout = createElement('p', { class: 'readout quiet' });
  // Apart from the line that is seen, whose countdown would be read out each second.
  const spoken = createElement('p', { class: 'said', 'aria-live': 'polite' });
  const plot = createElement(
    'div',
    { class: 'plot', tabindex: 0, role: 'group', 'aria-label': 'Time-line. Arrow keys go from mark to mark' },
    svg,
  );
  const table = createTable();
  let stops: number[] = [];
  let cursorId: number | null = null;
  let isToBeSpoken = false;
  let shown: { timeline: Timeline; cursorId: number | null; width: number } | null = null;

  const point = (id: number | null): void => {
    cursorId = id;
    redraw();
  };
  plot.addEventListener('keydown', (event) => {
    const next = nextStop(stops, cursorId, event.key);
    if (next === undefined) return;
    event.preventDefault();
    isToBeSpoken = true;
    point(next);
  });
  plot.addEventListener('pointerover', ({ target }) => {
    const id = target instanceof SVGElement ? target.dataset['id'] : undefined;
    if (id !== undefined) point(Number(id));
  });

  return {
    element: createElement(
      'section',
      { 'aria-label': 'Time-line' },
      plot,
      readout,
      spoken,
      createLegend(),
      table.element,
    ),
    show(scene, isCalm) {
      const { timeline } = scene;
      const width = Math.max(1, plot.clientWidth);
      table.show(scene);
      const isSame = shown?.timeline === timeline && shown.cursorId === cursorId && shown.width === width;
      if (isCalm && isSame) return;
      shown = { timeline, cursorId, width };
      const layout = layOut(scene, width);
      stops = stopsOf(layout);
      svg.setAttribute('viewBox', `0 0 ${layout.width} ${plotHeight}`);
      patch(drawPlot(layout, cursorId));
      const said = cursorId === null ? '' : sentenceAt(timeline, cursorId, scene.now);
      setText(readout, said === '' ? summarizePlot(timeline, scene.now) : said);
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

function nextStop(stops: readonly number[], cursorId: number | null, key: string): number | null | undefined {
  const at = cursorId === null ? stops.length : stops.indexOf(cursorId);
  switch (key) {
    case 'ArrowLeft':
      return stops[Math.max(0, at - 1)] ?? null;
    case 'ArrowRight':
      return stops[Math.min(stops.length - 1, at + 1)] ?? null;
    case 'Home':
      return stops[0] ?? null;
    case 'End':
      return stops.at(-1) ?? null;
    default:
      return undefined;
  }
}

function createTable(): { element: HTMLElement; show(scene: Scene): void } {
  const body = createElement('tbody');
  const head = createElement(
    'tr',
    {},
    ...tableHead.map((text) => createElement('th', { scope: 'col' }, text)),
  );
  const table = createElement('table', {}, createElement('thead', {}, head), body);
  const scroll = createElement(
    'div',
    { class: 'table', tabindex: 0, role: 'region', 'aria-label': 'Tokens as a table' },
    table,
  );
  const element = createElement('details', {}, createElement('summary', {}, 'The same as a table'), scroll);
  return {
    element,
    show({ timeline, now }) {
      if (!element.open) return;
      const rows = tableRows(timeline, now).slice(0, 50);
      while (body.rows.length > rows.length) body.deleteRow(-1);
      rows.forEach((cells, index) => fill(body.rows[index] ?? body.insertRow(), cells));
    },
  };
}

function fill(row: HTMLTableRowElement, cells: readonly string[]): void {
  cells.forEach((text, index) => {
    if (row.cells[index] === undefined) {
      row.append(index === 0 ? createElement('th', { scope: 'row' }) : createElement('td'));
    }
    setText(row.cells[index] as Element, text);
  });
}
