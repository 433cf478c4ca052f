// The state now: in words, in countdowns, what a call would meet, and the last error.
import type { TokenError, TokenState } from '@mdh-tokens/store';
import { createElement, setText } from '../dom/create-element.js';
import type { Scene } from './scene.js';
import { describeState, factsOf } from './state-words.js';

export interface StateView {
  readonly element: HTMLElement;
  show(scene: Scene): void;
}

/** @param docs where the page of an error code is, or `null` */
export function createStateView(docs: (code: string) => string | null): StateView {
  const status = createElement('p', { class: 'chip status' });
  const meaning = createElement('p');
  const callNow = createElement('p');
  const facts = createElement('dl');
  const error = createElement('div', { class: 'error', hidden: true });
  let shownError: TokenError | null = null;

  const showError = (next: TokenError | null): void => {
    error.hidden = next === null;
    if (next === shownError) return;
    shownError = next;
    error.replaceChildren(...(next === null ? [] : errorLines(next, docs(next.code))));
  };

  return {
    element: createElement('section', { 'aria-label': 'State' }, status, meaning, callNow, facts, error),
    show({ state, wallNow }) {
      const shown: TokenState = state ?? { status: 'idle' };
      const words = describeState(shown);
      status.dataset['tone'] = words.tone;
      setText(status, state === null ? 'a recording' : shown.status);
      setText(
        meaning,
        state === null ? 'What happened is below; there is no store behind it.' : words.meaning,
      );
      setText(callNow, state === null ? '' : `An SDK call now ${words.callNow}.`);
      showFacts(facts, state === null ? [] : factsOf(shown, wallNow));
      showError('error' in shown ? shown.error : null);
    },
  };
}

function errorLines({ code, message, hint, status }: TokenError, docs: string | null): Node[] {
  const name = createElement('code', {}, status === undefined ? code : `${code}, HTTP ${status}`);
  const lines = [createElement('p', {}, name, ` ${message}`)];
  if (hint !== '') lines.push(createElement('p', {}, hint));
  if (docs !== null) {
    const link = createElement('a', { href: docs, target: '_blank', rel: 'noreferrer' }, `About ${code}`);
    lines.push(createElement('p', {}, link));
  }
  return lines;
}

function showFacts(list: HTMLElement, facts: [string, string][]): void {
  const nodes = list.children;
  while (nodes.length > facts.length * 2) list.lastElementChild?.remove();
  facts.forEach(([term, value], index) => {
    if (nodes[index * 2] === undefined) list.append(createElement('dt'), createElement('dd'));
    setText(nodes[index * 2] as Element, term);
    setText(nodes[index * 2 + 1] as Element, value);
  });
}
