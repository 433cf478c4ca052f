// The edge by which a docked panel is made larger or smaller, by pointer and arrow keys.
import { createElement, setAttributes } from '../dom/create-element.js';
import type { Dock } from './remembered.js';

export interface Resizer {
  readonly element: HTMLElement;
  show(dock: Dock, size: number): void;
}

const least = 160;
/** What an arrow key adds, in pixels: the panel grows upwards and to the left. */
const steps: Readonly<Record<string, number>> = {
  ArrowUp: 24,
  ArrowLeft: 24,
  ArrowDown: -24,
  ArrowRight: -24,
};

/** @param resize told the size that the user wants, in pixels */
export function createResizer(resize: (size: number) => void): Resizer {
  const element = createElement('div', { class: 'resizer', role: 'separator', tabindex: 0 });
  let isHigh = true;
  let size = 0;

  const want = (wanted: number): void => {
    const most = isHigh ? innerHeight * 0.9 : innerWidth;
    resize(Math.round(Math.min(most, Math.max(least, wanted))));
  };
  element.addEventListener('keydown', (event) => {
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    want(size + step);
  });
  element.addEventListener('pointerdown', (event) => {
    event.preventDefault();
    element.setPointerCapture(event.pointerId);
  });
  element.addEventListener('pointermove', ({ pointerId, clientX, clientY }) => {
    if (element.hasPointerCapture(pointerId)) want(isHigh ? innerHeight - clientY : innerWidth - clientX);
  });

  return {
    element,
    show(dock, nextSize) {
      isHigh = dock === 'bottom';
      size = nextSize;
      setAttributes(element, {
        'aria-label': isHigh ? 'Height of the panel' : 'Width of the panel',
        'aria-orientation': isHigh ? 'horizontal' : 'vertical',
        'aria-valuenow': size,
        'aria-valuemin': least,
        'aria-valuemax': Math.max(size, isHigh ? innerHeight : innerWidth),
      });
    },
  };
}
