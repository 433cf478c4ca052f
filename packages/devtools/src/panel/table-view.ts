// The facts of the plot as a table.
import { createElement } from '../dom/create-element.js';
import { tableHead, tableRows } from '../plot/plot-summary.js';
import type { Scene } from './scene.js';

export interface TableView {
  readonly element: HTMLElement;
  show(scene: Scene): void;
}

const shownRows = 50;

/** @param redraw asks for a drawing soon */
export function createTableView(redraw: () => void): TableView {
  const body = createElement('tbody');
  const head = createElement(
    'tr',
    {},
    ...tableHead.map((text) => createElement('th', { scope: 'col' }, text)),
  );
  const table = createElement('table', {}, createElement('thead', {}, head), body);
  const attributes = { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Tokens as a table' };
  const scroll = createElement('div', attributes, table);
  const element = createElement('details', {}, createElement('summary', {}, 'The same as a table'), scroll);
  element.addEventListener('toggle', redraw);
  return {
    element,
    show({ timeline, now }) {
      if (!element.open) return;
      body.replaceChildren(...tableRows(timeline, now).slice(0, shownRows).map(toRow));
    },
  };
}

function toRow([first = '', ...cells]: string[]): HTMLElement {
  const others = cells.map((text) => createElement('td', {}, text));
  return createElement('tr', {}, createElement('th', { scope: 'row' }, first), ...others);
}
