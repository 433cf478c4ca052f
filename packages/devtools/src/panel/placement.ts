// Where the panel is: closed, docked, part of the page, or in a window of its own.
import { createElement, setText } from '../dom/create-element.js';
import type { Header } from './header.js';
import { popOut } from './pop-out.js';
import { readRemembered, remember, type Dock, type Remembered } from './remembered.js';
import { createResizer } from './resizer.js';
import { toneOfStatus } from './state-words.js';

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
  private readonly isInline: boolean;
  private readonly panel: HTMLElement;
  private readonly chip = createElement('span', { class: 'chip' });
  private readonly hint = createElement('span', { class: 'said' }, '');
  private readonly toggle = createElement(
    'button',
    { type: 'button', class: 'toggle', 'aria-controls': 'panel' },
    this.chip,
    this.hint,
  );
  private readonly resizer = createResizer((size) => this.change({ size }));
  private remembered: Remembered;
  private closeWindow: (() => void) | null = null;
  private status = 'none';

  /** @param seen told whether the panel is seen, whenever that may have changed */
  constructor(
    private readonly host: HTMLElement,
    { dock = 'bottom', open = false }: PlacementOptions,
    private readonly header: Header,
    content: HTMLElement,
    private readonly seen: (isSeen: boolean) => void,
  ) {
    this.isInline = dock === 'inline';
    const usual: Remembered = { isOpen: open, dock: dock === 'side' ? 'side' : 'bottom', size: null };
    this.remembered = this.isInline ? usual : readRemembered(usual);
    this.panel = createElement(
      'section',
      { class: 'panel', id: 'panel', 'aria-label': 'Token devtools', tabindex: -1 },
      this.resizer.element,
      header.element,
      content,
    );
    this.root = createElement('div', { class: 'root' }, this.toggle, this.panel);
    this.toggle.addEventListener('click', () => this.open(!this.remembered.isOpen));
    this.panel.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && this.isDocked) this.open(false);
    });
  }

  /** Open, and in a document. */
  get isSeen(): boolean {
    return this.host.isConnected && (!this.isDocked || this.remembered.isOpen);
  }

  /** The window that the panel is in. */
  view(): Window {
    return this.root.ownerDocument.defaultView ?? window;
  }

  /** Whether the user wants nothing to move by itself. */
  isCalm(): boolean {
    return this.view().matchMedia('(prefers-reduced-motion: reduce)').matches;
  }

  dockAt(dock: Dock): void {
    this.change({ dock, size: null });
  }

  /** @throws Error if the browser opens no window */
  async popOut(): Promise<void> {
    this.closeWindow = await popOut(this.root, () => {
      this.closeWindow = null;
      this.place();
    });
    this.place();
  }

  /** Takes the panel back from its window. */
  comeBack(): void {
    this.closeWindow?.();
  }

  useTheme(theme: string | null): void {
    if (theme === null) delete this.root.dataset['theme'];
    else this.root.dataset['theme'] = theme;
  }

  showStatus(status: string): void {
    this.status = status;
    this.showToggle();
  }

  /** Puts everything where it belongs. */
  place(): void {
    const { isOpen, dock, size } = this.remembered;
    const { root } = this;
    root.dataset['dock'] = this.isInWindow ? 'window' : this.isInline ? 'inline' : dock;
    root.dataset['open'] = String(this.isSeen);
    this.panel.hidden = !this.isSeen;
    this.toggle.hidden = !this.isDocked;
    this.toggle.setAttribute('aria-expanded', String(isOpen));
    this.panel.toggleAttribute('data-closable', this.isDocked);
    this.resizer.element.hidden = !this.isDocked;
    if (size === null) root.style.removeProperty('--size');
    else root.style.setProperty('--size', `${size}px`);
    this.resizer.show(dock, size ?? usualSize[dock]);
    this.header.showDock(this.isDocked ? dock : null, this.isInWindow);
    this.showToggle();
    this.rise();
    this.seen(this.isSeen);
  }

  private get isInWindow(): boolean {
    return this.closeWindow !== null;
  }

  private get isDocked(): boolean {
    return !this.isInline && !this.isInWindow;
  }

  private open(isOpen: boolean): void {
    this.change({ isOpen });
    (isOpen ? this.panel : this.toggle).focus();
  }

  private change(change: Partial<Remembered>): void {
    this.remembered = { ...this.remembered, ...change };
    remember(this.remembered);
    this.place();
  }

  private showToggle(): void {
    const isOpen = this.remembered.isOpen;

    this.chip.classList.toggle('chip', !isOpen);
    this.chip.dataset['tone'] = toneOfStatus(this.status);
    setText(this.chip, isOpen ? 'Close' : `Token ${this.status}`);
    setText(this.hint, isOpen ? ' the token devtools' : ' open the token devtools');
  }

  /** Into the browser's top layer, above whatever z-index the page uses. */
  private rise(): void {
    const { root } = this;
    if (!this.host.isConnected || typeof root.showPopover !== 'function') return;
    if (!this.isDocked) root.removeAttribute('popover');
    else if (root.getAttribute('popover') === null || !root.matches(':popover-open')) {
      root.setAttribute('popover', 'manual');
      root.showPopover();
    }
  }
}
