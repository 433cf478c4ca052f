// The event log, newest first.
import { byTestId } from '../find-element.js';

/** How an entry is marked. */
export type LogTone = 'plain' | 'good' | 'bad' | 'visitor';

const kept = 200;

export interface LogView {
  add(sentence: string, tone?: LogTone): void;
}

export function createLogView(): LogView {
  const list = byTestId('event-log', HTMLOListElement);
  return {
    add(sentence, tone = 'plain') {
      const entry = document.createElement('li');
      entry.className = `log-${tone}`;
      const time = document.createElement('time');
      const now = new Date();
      time.dateTime = now.toISOString();
      time.textContent = now.toLocaleTimeString('en-GB');
      const words = document.createElement('span');
      words.textContent = sentence;
      entry.append(time, words);
      list.prepend(entry);
      while (list.children.length > kept) list.lastElementChild?.remove();
    },
  };
}
