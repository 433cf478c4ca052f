// The edge by which a docked panel is made larger or smaller, by pointer and arrow keys.
import { createElement } from '../dom/create-element.js';
import type { Dock } from './remembered.js';

export interface Resizer {
  readonly element: HTMLElement;
  show(dock: Dock, size: number): void;
}

const least = 160;
const step = 24;

/** @param resize told the size that the user wants, in pixels */
export function createResizer(resize: (size: number) => void): Resizer {
  const element = createElement('div', { class: 'resizer', role: 'separator', tabindex: 0 });
  let dock: Dock = 'bottom';
  let size = 0;

  const most = (): number => {
    const { innerHeight, innerWidth } = element.ownerDocument.defaultView ?? window;
    return Math.round(dock === 'bottom' ? innerHeight * 0.9 : innerWidth);
  };
  const want = (wanted: number): void => resize(Math.round(Math.min(most(), Math.max(least, wanted))));

  element.addEventListener('keydown', (event) => {
    const [more, less] = dock === 'bottom' ? ['ArrowUp', 'ArrowDown'] : ['ArrowLeft', 'ArrowRight'];
    if (event.key !== more && event.key !== less) return;
    event.preventDefault();
    want(size + (event.key === more ? step : -step));
  });
  element.addEventListener('pointerdown', (event) => {
    event.preventDefault();
    element.setPointerCapture(event.pointerId);
  });
  element.addEventListener('pointermove', (event) => {
    if (!element.hasPointerCapture(event.pointerId)) return;
    const { innerHeight, innerWidth } = element.ownerDocument.defaultView ?? window;
    want(dock === 'bottom' ? innerHeight - event.clientY : innerWidth - event.clientX);
  });

  return {
    element,
    show(nextDock, nextSize) {
      dock = nextDock;
      size = nextSize;
      const facts = {
        'aria-label': dock === 'bottom' ? 'Height of the panel' : 'Width of the panel',
        'aria-orientation': dock === 'bottom' ? 'horizontal' : 'vertical',
        'aria-valuenow': size,
        'aria-valuemin': least,
        'aria-valuemax': Math.max(most(), size),
      };
      for (const [name, value] of Object.entries(facts)) element.setAttribute(name, String(value));
    },
  };
}
