// What the panel shows: puts its views together, decides what they show, and draws. Loaded when the panel is opened.
import { createButton, createElement, setText } from '../dom/create-element.js';
import { isOnThisMachine } from '../emulator/is-on-this-machine.js';
import type { Recording } from '../recording/entry.js';
import { timelineOf } from '../recording/timeline.js';
import { contentCss } from '../style/content-css.js';
import { createActionsView } from './actions-view.js';
import { createAnnouncer } from './announcer.js';
import { createFilesView } from './files-view.js';
import { createLogView, timeOf } from './log-view.js';
import type { Placement } from './placement.js';
import { createPlacementControls } from './placement-controls.js';
import { createPlotView } from './plot-view.js';
import type { Scene } from './scene.js';
import { createStateView } from './state-view.js';
import { createTicker } from './ticker.js';
import type { WatchedStore } from './watched-store.js';

/** The panel that it is the content of. */
export interface ContentHost {
  readonly placement: Placement;
  readonly options: { readonly docs?: ((code: string) => string) | undefined };
  readonly stores: readonly WatchedStore[];
  /** The store that is shown. */
  readonly current: WatchedStore | undefined;
  choose(watched: WatchedStore | undefined): void;
}

export class Content {
  /** What is shown instead of the live store: the moment of the pause, or a recording. */
  private still: Scene | null = null;
  private drawn: Scene | null = null;
  private readonly announcer = createAnnouncer();
  private readonly notice = createElement('p', { class: 'note', hidden: true });
  private readonly missing = createElement('p', { class: 'quiet' });
  private readonly choice = createElement('select', { 'aria-label': 'Store' });
  private readonly pause = createButton('', () => this.show(this.still === null ? this.scene() : null));
  private readonly emulator = createElement('div');
  private readonly faults = new Map<WatchedStore, Promise<HTMLElement | null>>();
  private readonly state;
  private readonly plot = createPlotView(() => this.redraw());
  private readonly log = createLogView(() => this.redraw());
  private readonly tell = (sentence: string): void => {
    this.notice.hidden = sentence === '';
    setText(this.notice, sentence);
    this.announcer.say(sentence);
  };
  private readonly actions = createActionsView(
    () => (this.still?.state === null ? undefined : this.panel.current?.store),
    this.tell,
  );
  private readonly controls;
  private readonly ticker;

  constructor(private readonly panel: ContentHost) {
    const { placement, options } = panel;
    this.state = createStateView(options.docs);
    this.controls = createPlacementControls(placement, this.tell);
    this.ticker = createTicker(
      () => placement.view,
      () => this.draw(),
      () => placement.isCalm,
    );
    this.choice.addEventListener('change', () => panel.choose(panel.stores[this.choice.selectedIndex]));
    placement.style(contentCss);
    placement.panel.replaceChildren(this.controls.resizer, this.header(), this.body());
    this.chosen();
  }

  /** Another store is shown, or their list has changed. */
  chosen(): void {
    const { panel, choice } = this;
    choice.hidden = panel.stores.length < 2;
    choice.replaceChildren(...panel.stores.map(({ name }) => createElement('option', {}, name)));
    choice.selectedIndex = panel.stores.findIndex((store) => store === panel.current);
    this.emulator.replaceChildren();
    this.show(null);
    void this.lookForEmulator();
  }

  /** Something has happened. @param status the status in a sentence, if it is another one */
  changed(status: string): void {
    if (this.panel.placement.isSeen) this.announcer.say(status);
    this.ticker.soon();
  }

  /** The panel is seen no more, or somewhere else. */
  placed(): void {
    this.controls.show();
    this.ticker.stop();
    // What stands still is drawn again for its new width.
    this.drawn = null;
    if (!this.panel.placement.isSeen) return;
    this.ticker.start();
    void this.lookForEmulator();
  }

  /** Leaves no timer and no window behind. */
  stop(): void {
    this.controls.stop();
    this.ticker.stop();
    this.announcer.stop();
  }

  private header(): HTMLElement {
    const title = createElement('h2', {}, 'Token devtools');
    return createElement('header', {}, title, this.choice, this.pause, ...this.controls.elements);
  }

  private body(): HTMLElement {
    const files = createFilesView(
      () => this.drawn ?? this.scene(),
      (recording) => this.show(sceneOf(recording)),
      this.tell,
    );
    return createElement(
      'div',
      { class: 'body' },
      createElement('div', {}, this.notice, this.state.element, this.actions.element),
      createElement('div', { class: 'past' }, this.plot.element, this.log.element),
      createElement('div', {}, this.emulator, files, this.missing, this.announcer.element),
    );
  }

  /** Shows a moment or a recording that stands still, or with `null` the live store. */
  private show(still: Scene | null): void {
    this.still = still;
    setText(this.pause, still === null ? 'Pause' : 'Back to the live store');
    this.pause.classList.toggle('note', still !== null);
    this.tell('');
    this.redraw();
  }

  private async lookForEmulator(): Promise<void> {
    const { panel, faults } = this;
    const { current } = panel;
    if (current === undefined || !panel.placement.isSeen) return;
    // A store that is chosen again finds its switches as they were left.
    const found = faults.get(current) ?? this.faultsOf(current);
    faults.set(current, found);
    const section = await found;
    if (section === null || current !== panel.current) return;
    // What is there already keeps its focus.
    if (this.emulator.firstChild !== section) this.emulator.replaceChildren(section);
  }

  private async faultsOf(watched: WatchedStore): Promise<HTMLElement | null> {
    if (!isOnThisMachine(watched.baseUrl)) return null;
    try {
      const { createFaultsView } = await import('./faults-view.js');
      return await createFaultsView(watched, this.tell);
    } catch (error) {
      this.tell(String(error));
      return null;
    }
  }

  private redraw(): void {
    this.drawn = null;
    this.ticker.soon();
  }

  private draw(): void {
    const scene = this.still ?? this.scene();
    if (scene === null || scene === this.drawn) return;
    this.drawn = scene;
    // The plot asks for its width, which costs nothing as long as nothing else has changed.
    this.plot.show(scene, this.panel.placement.isCalm);
    this.state.show(scene);
    this.log.show(scene);
    this.actions.show();
    setText(this.missing, scene.state === null ? '' : missingWords(this.panel.current));
  }

  /** The live store as it is now. */
  private scene(): Scene | null {
    const { current } = this.panel;
    if (current === undefined) return null;
    const { recorder, store, name } = current;
    const entries = recorder.entries.slice();
    return {
      source: current,
      name,
      state: store.state,
      entries,
      timeline: timelineOf(entries),
      now: recorder.now(),
      wallNow: Date.now(),
    };
  }
}

function sceneOf({ store, entries, at }: Recording): Scene {
  return {
    source: {},
    name: store,
    state: null,
    entries,
    timeline: timelineOf(entries),
    now: at,
    wallNow: at,
  };
}

function missingWords(current: WatchedStore | undefined): string {
  if (current === undefined || current.since === null) return '';
  return `Recorded since ${timeOf(current.since)}. To see what was before, give the inspect of a recorder to createTokenStore.`;
}
