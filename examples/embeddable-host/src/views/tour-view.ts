// The guided tour on the page: its steps, which of them are done, and their buttons.
import { byId } from '../find-element.js';
import { tourSteps, type TourFacts, type TourStep } from '../tour.js';

export interface TourView {
  show(facts: TourFacts): void;
}

/** @param act told the id of the step whose button was pressed */
export function createTourView(act: (id: string) => void): TourView {
  const list = byId('tour', HTMLOListElement);
  const items = tourSteps.map((step) => createItem(step, act));
  list.append(...items.map(({ element }) => element));
  return {
    show(facts) {
      const next = tourSteps.findIndex((step) => !step.isDone(facts));
      items.forEach(({ element, done, button }, index) => {
        const isDone = tourSteps[index]?.isDone(facts) ?? false;
        element.classList.toggle('is-done', isDone);
        done.textContent = isDone ? 'done' : '';
        if (index === next) element.setAttribute('aria-current', 'step');
        else element.removeAttribute('aria-current');
        if (button !== null) button.disabled = !facts.isSignedIn;
      });
    },
  };
}

interface TourItem {
  element: HTMLLIElement;
  done: HTMLElement;
  button: HTMLButtonElement | null;
}

function createItem(step: TourStep, act: (id: string) => void): TourItem {
  const element = document.createElement('li');
  const title = document.createElement('h3');
  const done = document.createElement('span');
  const text = document.createElement('p');
  title.textContent = `${step.title} `;
  done.className = 'tour-done';
  title.append(done);
  text.textContent = step.text;
  element.append(title, text);
  element.dataset['testid'] = `tour-${step.id}`;
  if (step.action === null) return { element, done, button: null };
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'quiet';
  button.textContent = step.action;
  button.addEventListener('click', () => act(step.id));
  element.append(button);
  return { element, done, button };
}
