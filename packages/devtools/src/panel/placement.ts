// Where the panel is: closed, docked, part of the page, or in a window of its own.
import type { TokenState } from '@mdh-tokens/store';
import { createButton, createElement, setAttributes } from '../dom/create-element.js';
import { toneOfStatus } from '../status-tone.js';
import { adoptCss } from '../style/adopt-css.js';
import { frameCss } from '../style/frame-css.js';
import { readRemembered, remember, type Dock, type Remembered } from './remembered.js';

export interface PlacementOptions {
  /** Where the panel is until the user moves it; `inline`: part of the page, at the end of `parent`. Default `bottom`. */
  dock?: Dock | 'inline' | undefined;
  /** Whether it is open until the user closes or opens it. Default false. */
  open?: boolean | undefined;
}

const usualSize: Readonly<Record<Dock, number>> = { bottom: 400, side: 440 };

export class Placement {
  /** In the shadow root: the button, and the panel that it opens. */
  readonly root: HTMLElement;
  readonly panel: HTMLElement = createElement('section', {
    class: 'panel',
    id: 'panel',
    'aria-label': 'Token devtools',
    tabindex: -1,
  });
  private readonly toggle = createButton('', () => this.open(!this.remembered.isOpen), {
    class: 'toggle',
    'aria-controls': 'panel',
  });
  private remembered: Remembered;
  private css: string = frameCss;
  private isInWindow = false;
  private status: TokenState['status'] = 'idle';

  /** @param placed told whenever something may have changed */
  constructor(
    private readonly host: HTMLElement,
    private readonly options: PlacementOptions,
    private readonly placed: () => void,
  ) {
    const dock = options.dock === 'side' ? 'side' : 'bottom';
    this.remembered = readRemembered({ isOpen: options.open ?? false, dock, size: null });
    this.root = createElement('div', { class: 'root' }, this.toggle, this.panel);
    this.panel.addEventListener('keydown', ({ key }) => {
      if (key === 'Escape' && this.isDocked) this.open(false);
    });
  }

  /** Open, and in a document. */
  get isSeen(): boolean {
    return this.host.isConnected && (!this.isDocked || this.remembered.isOpen);
  }

  /** At an edge of the page, and not a part of it or in a window of its own. */
  get isDocked(): boolean {
    return this.options.dock !== 'inline' && !this.isInWindow;
  }

  get dock(): Dock {
    return this.remembered.dock;
  }

  /** In pixels: the height at the bottom, the width at the side. */
  get size(): number {
    return this.remembered.size ?? usualSize[this.dock];
  }

  /** The window that the panel is in. */
  get view(): Window {
    return this.root.ownerDocument.defaultView ?? window;
  }

  /** Whether the user wants nothing to move by itself. */
  get isCalm(): boolean {
    return this.view.matchMedia('(prefers-reduced-motion: reduce)').matches;
  }

  useTheme(theme: string | null): void {
    setAttributes(this.root, { 'data-theme': theme });
  }

  /** Adds to the style sheet. */
  style(css: string): void {
    this.css += css;
    this.adoptCss();
  }

  /** Styles the panel in the document that it is in. */
  adoptCss(): void {
    adoptCss(this.root.getRootNode() as ShadowRoot, this.css);
  }

  showStatus(status: TokenState['status']): void {
    this.status = status;
    const { isOpen } = this.remembered;
    const label = isOpen ? 'Close' : `Token ${status}`;
    this.toggle.textContent = label;
    setAttributes(this.toggle, {
      'data-tone': isOpen ? null : toneOfStatus(status),
      'aria-expanded': String(isOpen),
      'aria-label': `${label} ${isOpen ? '' : 'open '}the token devtools`,
    });
  }

  /** Moves the panel to a window of its own, and back when that is closed. */
  inWindow(isInWindow: boolean): void {
    this.isInWindow = isInWindow;
    this.adoptCss();
    this.place();
  }

  /** Changes what the user may choose, and remembers it. */
  change(change: Partial<Remembered>): void {
    this.remembered = { ...this.remembered, ...change };
    remember(this.remembered);
    this.place();
  }

  /** Puts everything where it belongs. */
  place(): void {
    const { root, panel, toggle, isDocked, isSeen, isInWindow, dock, size } = this;
    const where = isInWindow ? 'window' : isDocked ? dock : 'inline';
    setAttributes(root, { 'data-dock': where, 'data-open': String(isSeen) });
    root.style.setProperty('--size', `${size}px`);
    panel.hidden = !isSeen;
    toggle.hidden = !isDocked;
    this.showStatus(this.status);
    this.rise();
    this.placed();
  }

  private open(isOpen: boolean): void {
    this.change({ isOpen });
    (isOpen ? this.panel : this.toggle).focus();
  }

  /** Into the browser's top layer, above whatever z-index the page uses. */
  private rise(): void {
    const { root } = this;
    const isToRise = this.isDocked && this.host.isConnected;
    if (root.matches(':popover-open') === isToRise) return;
    root.popover = isToRise ? 'manual' : null;
    if (isToRise) root.showPopover();
  }
}
