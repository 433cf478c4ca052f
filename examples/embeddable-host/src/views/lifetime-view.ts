// The choice of how long the next tokens live.
import { byId } from '../find-element.js';
import { formatLife } from '../format-life.js';

const offeredSeconds = [15, 60, 100, 600, 3_600, 2_592_000];

export interface LifetimeView {
  show(seconds: number): void;
}

export function createLifetimeView(choose: (seconds: number) => void): LifetimeView {
  const form = byId('lifetime-form', HTMLFormElement);
  const choices = byId('lifetime-choices', HTMLElement);
  const words = byId('life-words', HTMLElement);

  form.addEventListener('submit', (event) => event.preventDefault());
  choices.append(...offeredSeconds.map(toChoice));
  choices.addEventListener('change', (event) => {
    if (event.target instanceof HTMLInputElement) choose(Number(event.target.value));
  });

  return {
    show(seconds) {
      words.textContent = formatLife(seconds);
      for (const input of choices.querySelectorAll('input')) input.checked = Number(input.value) === seconds;
    },
  };
}

function toChoice(seconds: number): HTMLLabelElement {
  const label = document.createElement('label');
  const input = document.createElement('input');
  input.type = 'radio';
  input.name = 'lifetime';
  input.value = String(seconds);
  const words = document.createElement('span');
  words.textContent = formatLife(seconds);
  label.append(input, words);
  return label;
}
