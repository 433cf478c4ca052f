// The bar at the top of the panel: which store, pause, where the panel is.
import { createButton, createElement } from '../dom/create-element.js';
import type { Dock } from './remembered.js';

export interface HeaderActions {
  chooseStore(index: number): void;
  pause(isPaused: boolean): void;
  dock(dock: Dock): void;
  popOut(): void;
}

export interface Header {
  readonly element: HTMLElement;
  showStores(names: readonly string[], chosen: number): void;
  showPaused(isPaused: boolean): void;
  /** @param dock `null`: the panel is part of the page, or in a window of its own */
  showDock(dock: Dock | null, isInWindow: boolean): void;
}

export function createHeader(actions: HeaderActions): Header {
  const stores = createElement('select', { 'aria-label': 'Store' });
  stores.addEventListener('change', () => actions.chooseStore(stores.selectedIndex));
  const pause = createButton('Pause', () => actions.pause(pause.getAttribute('aria-pressed') !== 'true'), {
    'aria-pressed': 'false',
  });
  const dock = createElement(
    'select',
    { 'aria-label': 'Place of the panel' },
    createElement('option', { value: 'bottom' }, 'At the bottom'),
    createElement('option', { value: 'side' }, 'At the side'),
  );
  dock.addEventListener('change', () => actions.dock(dock.value === 'side' ? 'side' : 'bottom'));
  const popOut = createButton('Move to a window', () => actions.popOut());
  const title = createElement('h2', {}, 'Token devtools');

  return {
    element: createElement(
      'header',
      {},
      title,
      stores,
      pause,
      createElement('span', { class: 'gap' }),
      dock,
      popOut,
    ),
    showStores(names, chosen) {
      stores.hidden = names.length < 2;
      stores.replaceChildren(...names.map((name) => createElement('option', {}, name)));
      stores.selectedIndex = chosen;
    },
    showPaused: (isPaused) => pause.setAttribute('aria-pressed', String(isPaused)),
    showDock(where, isInWindow) {
      dock.hidden = where === null;
      if (where !== null) dock.value = where;
      popOut.hidden = isInWindow;
    },
  };
}
