// Tells screen readers what matters, and only that: the log and the countdown are for reading when wanted.
import { byId } from '../find-element.js';

/** Returns the function that announces a sentence politely. */
export function createAnnouncer(): (sentence: string) => void {
  const region = byId('announcements', HTMLElement);
  return (sentence) => {
    region.textContent = sentence;
  };
}
