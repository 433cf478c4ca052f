// The state now: in words, in countdowns, what a call would meet, and the last error.
import type { TokenError } from '@mdh-tokens/store';
import { createElement, createLink, setText } from '../dom/create-element.js';
import type { Scene } from './scene.js';
import { factsOf, stateWords } from './state-words.js';
import { toneOfStatus } from '../status-tone.js';

export interface StateView {
  readonly element: HTMLElement;
  show(scene: Scene): void;
}

const recorded = ['What happened is below; there is no store behind it.', ''] as const;

/** @param docs where the page of an error code is */
export function createStateView(docs: ((code: string) => string) | undefined): StateView {
  const status = createElement('p', { class: 'status' });
  const meaning = createElement('p');
  const callNow = createElement('p');
  const facts = createElement('dl');
  const error = createElement('div', { class: 'error' });
  let shownError: TokenError | null = null;

  return {
    element: createElement('section', { 'aria-label': 'State' }, status, meaning, callNow, facts, error),
    show({ state, wallNow }) {
      const [means, now] = state === null ? recorded : stateWords[state.status];
      const tone = state === null ? 'off' : toneOfStatus(state.status);
      status.dataset['tone'] = tone;
      setText(status, state?.status ?? 'a recording');
      setText(meaning, means);
      setText(callNow, now && `An SDK call now ${now}.`);
      const pairs = state === null ? [] : factsOf(state, wallNow);
      facts.replaceChildren(
        ...pairs.flatMap(([term, value]) => [createElement('dt', {}, term), createElement('dd', {}, value)]),
      );
      const next = state !== null && 'error' in state ? state.error : null;
      error.hidden = next === null;
      // A sign-out is no failure, though it has a code and a hint.
      error.className = tone === 'off' ? 'error quiet' : 'error';
      if (next === shownError) return;
      shownError = next;
      error.replaceChildren(...(next === null ? [] : errorLines(next, docs)));
    },
  };
}

function errorLines(
  { code, message, hint, status }: TokenError,
  docs: ((code: string) => string) | undefined,
): Node[] {
  const name = createElement('code', {}, status === undefined ? code : `${code}, HTTP ${status}`);
  const lines = [createElement('p', {}, name, ` ${message}`), createElement('p', {}, hint)];
  return docs === undefined ? lines : [...lines, createLink(docs(code), `About ${code}`)];
}
