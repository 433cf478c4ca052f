// The list of events, newest first, each with its cause in a sentence.
import { createElement } from '../dom/create-element.js';
import type { Entry } from '../recording/entry.js';
import { isFailed, sentenceOf, toneOf } from '../recording/sentence.js';
import type { Scene } from './scene.js';

export interface LogView {
  readonly element: HTMLElement;
  show(scene: Scene): void;
}

/** What is older stays in the recording and its export. */
const shownRows = 100;

/** @param redraw asks for a drawing soon */
export function createLogView(redraw: () => void): LogView {
  const list = createElement('ol');
  const every = createElement('input', { type: 'checkbox' });
  const scroll = createElement(
    'div',
    { class: 'log', tabindex: 0, role: 'region', 'aria-label': 'Events' },
    list,
  );
  const head = createElement(
    'div',
    { class: 'row' },
    createElement('h3', {}, 'What happened'),
    createElement('label', { class: 'quiet' }, every, ' also calls that went well'),
  );
  let source: object | null = null;
  let lastId = 0;
  every.addEventListener('change', () => {
    source = null;
    redraw();
  });

  return {
    element: createElement('section', { 'aria-label': 'What happened' }, head, scroll),
    show(scene) {
      if (source !== scene.source) {
        source = scene.source;
        lastId = 0;
        list.replaceChildren();
      }
      const rows = newest(scene.entries, lastId, every.checked);
      lastId = scene.entries.at(-1)?.id ?? lastId;
      list.prepend(...rows.map(toRow));
      while (list.children.length > shownRows) list.lastElementChild?.remove();
    },
  };
}

/** The newest entries after `lastId` that are worth a row, newest first, as many as are shown. */
function newest(entries: readonly Entry[], lastId: number, every: boolean): Entry[] {
  const found: Entry[] = [];
  for (let index = entries.length - 1; index >= 0 && found.length < shownRows; index -= 1) {
    const entry = entries[index];
    if (entry === undefined || entry.id <= lastId) break;
    if (every || isNotable(entry)) found.push(entry);
  }
  return found;
}

function isNotable(entry: Entry): boolean {
  return entry.type !== 'request' || entry.replayed || entry.outcome === 'waited' || isFailed(entry);
}

function toRow(entry: Entry): HTMLLIElement {
  const at = new Date(entry.at);
  const time = createElement('time', { datetime: at.toISOString() }, at.toLocaleTimeString('en-GB'));
  return createElement(
    'li',
    {},
    time,
    createElement('span', { 'data-tone': toneOf(entry) }, sentenceOf(entry)),
  );
}
