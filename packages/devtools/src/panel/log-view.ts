// The list of events, newest first, each with its cause in a sentence.
import { createElement } from '../dom/create-element.js';
import type { Entry } from '../recording/entry.js';
import { sentenceOf, toneOf } from '../recording/sentence.js';
import { kindOf } from '../recording/timeline.js';
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
  const attributes = { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Events' };
  const choice = createElement('label', { class: 'quiet' }, every, ' also calls that went well');
  const head = createElement('div', { class: 'row' }, createElement('h3', {}, 'What happened'), choice);
  let source: object | null = null;
  let lastId = 0;
  every.addEventListener('change', () => {
    source = null;
    redraw();
  });

  return {
    element: createElement('section', {}, head, createElement('div', attributes, list)),
    show({ source: next, entries }) {
      if (source !== next) {
        source = next;
        lastId = 0;
        list.replaceChildren();
      }
      const fresh = entries.filter((entry) => entry.id > lastId && (every.checked || isNotable(entry)));
      lastId = entries.at(-1)?.id ?? lastId;
      for (const entry of fresh.slice(-shownRows)) list.prepend(toRow(entry));
      while (list.children.length > shownRows) list.lastElementChild?.remove();
    },
  };
}

function isNotable(entry: Entry): boolean {
  return entry.type !== 'request' || kindOf(entry) !== 'ok';
}

function toRow(entry: Entry): HTMLElement {
  const time = createElement('time', { datetime: new Date(entry.at).toISOString() }, timeOf(entry.at));
  const sentence = createElement('span', { 'data-tone': toneOf(entry) }, sentenceOf(entry));
  return createElement('li', {}, time, sentence);
}

/** The time of day. */
export function timeOf(at: number): string {
  return new Date(at).toLocaleTimeString('en-GB');
}
