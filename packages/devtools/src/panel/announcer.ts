// Tells screen readers of changes, politely and at most once in five seconds: of several, the last.
import { createElement } from '../dom/create-element.js';

export interface Announcer {
  readonly element: HTMLElement;
  /** Says nothing if the sentence is empty. */
  say(sentence: string): void;
  /** Leaves no timer behind. */
  stop(): void;
}

const restMs = 5_000;

export function createAnnouncer(): Announcer {
  const element = createElement('p', { role: 'status', class: 'said' });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waiting: string | null = null;

  const say = (sentence: string): void => {
    if (sentence === '') return;
    if (timer !== undefined) {
      waiting = sentence;
      return;
    }
    element.textContent = sentence;
    timer = setTimeout(() => {
      timer = undefined;
      const next = waiting;
      waiting = null;
      if (next !== null) say(next);
    }, restMs);
  };

  return {
    element,
    say,
    stop() {
      clearTimeout(timer);
      timer = undefined;
      waiting = null;
    },
  };
}
