// How the user moves the panel: the choice of a place, an edge to pull, a window of its own.
import { createButton, createElement } from '../dom/create-element.js';
import type { Placement } from './placement.js';
import { popOut } from './pop-out.js';
import type { Dock } from './remembered.js';
import { createResizer } from './resizer.js';

export interface PlacementControls {
  readonly resizer: HTMLElement;
  /** For the header. */
  readonly elements: HTMLElement[];
  /** The panel is somewhere else. */
  show(): void;
  /** Takes the panel back from its window. */
  stop(): void;
}

/** @param tell shows what did not work */
export function createPlacementControls(
  placement: Placement,
  tell: (sentence: string) => void,
): PlacementControls {
  const resizer = createResizer((size) => placement.change({ size }));
  // Chosen by an attribute: Chrome keeps a list for ever whose value a script has set.
  const option = (value: Dock, label: string): HTMLElement =>
    createElement('option', { value, selected: value === placement.dock }, label);
  const options = [option('bottom', 'At the bottom'), option('side', 'At the side')];
  const place = createElement('select', { 'aria-label': 'Place of the panel' }, ...options);
  place.addEventListener('change', () => placement.change({ dock: place.value as Dock, size: null }));
  let closeWindow: (() => void) | null = null;
  const returned = (): void => {
    closeWindow = null;
    placement.inWindow(false);
  };
  const moveToWindow = async (): Promise<void> => {
    try {
      closeWindow = await popOut(placement.root, returned);
      placement.inWindow(true);
    } catch (error) {
      tell(String(error));
    }
  };
  const toWindow = createButton('Move to a window', () => void moveToWindow());

  return {
    resizer: resizer.element,
    elements: [place, toWindow],
    show() {
      const { isDocked, dock, size } = placement;
      resizer.element.hidden = place.hidden = !isDocked;
      toWindow.hidden = closeWindow !== null;
      resizer.show(dock, size);
    },
    stop: () => closeWindow?.(),
  };
}
