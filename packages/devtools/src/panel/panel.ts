// The panel: puts its views together, decides what they show, and draws.
import type { TokenStore } from '@mdh-tokens/store';
import { createButton, createElement, setText } from '../dom/create-element.js';
import type { Recording } from '../recording/entry.js';
import { timelineOf, type Timeline } from '../recording/timeline.js';
import { createActionsView } from './actions-view.js';
import { createAnnouncer } from './announcer.js';
import { createFaultsView } from './faults-view.js';
import { createFilesView } from './files-view.js';
import { createHeader } from './header.js';
import { createLogView } from './log-view.js';
import { Placement, type PlacementOptions } from './placement.js';
import { createPlotView } from './plot-view.js';
import type { Scene } from './scene.js';
import { createStateView } from './state-view.js';
import { createTicker } from './ticker.js';
import { watchStore, type WatchedStore, type WatchOptions } from './watched-store.js';

export interface PanelOptions extends PlacementOptions {
  /** Where the page of an error code is; without it, errors have no link. */
  docs?: ((code: string) => string) | undefined;
}

export class Panel {
  private readonly stores: WatchedStore[] = [];
  private current: WatchedStore | null = null;
  /** What is shown instead of the live store: the moment of the pause, or a recording. */
  private still: Scene | null = null;
  private drawn: Scene | null = null;
  private toldStatus = '';
  private madeTimeline: { lastId: number; source: object; timeline: Timeline } | null = null;
  private readonly announcer = createAnnouncer();
  private readonly notice = createElement('p', { class: 'note', hidden: true });
  private readonly back = createButton('Back to the live store', () => this.show(null), { hidden: true });
  private readonly missing = createElement('p', { class: 'quiet' });
  private readonly header = createHeader({
    chooseStore: (index) => this.choose(this.stores[index] ?? null),
    pause: (isPaused) => this.show(isPaused ? this.scene() : null),
    dock: (dock) => this.placement.dockAt(dock),
    popOut: () => {
      this.placement.popOut().catch((error: unknown) => this.tell(String(error)));
    },
  });
  private readonly state;
  private readonly plot = createPlotView(() => this.redraw());
  private readonly log = createLogView(() => this.redraw());
  private readonly actions = createActionsView(
    () => (this.still?.state === null ? null : this.current),
    (sentence) => this.tell(sentence),
  );
  private readonly faults = createFaultsView((sentence) => this.tell(sentence));
  private readonly placement: Placement;
  private readonly ticker = createTicker(
    () => this.placement.view(),
    () => this.draw(),
    () => this.placement.isCalm(),
  );

  constructor(host: HTMLElement, shadow: ShadowRoot, options: PanelOptions) {
    this.state = createStateView(options.docs ?? (() => null));
    this.placement = new Placement(host, options, this.header, this.content(), (isSeen) => this.seen(isSeen));
    shadow.append(this.placement.root);
  }

  /** Shows a store. @returns shows it no more */
  watch(store: TokenStore, options: WatchOptions): () => void {
    const watched = watchStore(store, options, `Store ${this.stores.length + 1}`, () => this.changed());
    this.stores.push(watched);
    this.choose(this.current ?? watched);
    return () => {
      watched.stop();
      const index = this.stores.indexOf(watched);
      if (index >= 0) this.stores.splice(index, 1);
      if (this.current === watched) this.choose(this.stores[0] ?? null);
      else this.choose(this.current);
    };
  }

  get isEmpty(): boolean {
    return this.stores.length === 0;
  }

  useTheme(theme: string | null): void {
    this.placement.useTheme(theme);
  }

  /** The element is in the page. */
  connected(): void {
    this.placement.place();
  }

  /** Leaves no timer and no window behind. What is watched stays so until it is unmounted. */
  disconnected(): void {
    this.placement.comeBack();
    this.ticker.stop();
    this.announcer.stop();
  }

  private content(): HTMLElement {
    const files = createFilesView(
      () => this.drawn ?? this.scene(),
      (recording) => this.show(this.sceneOf(recording)),
      (sentence) => this.tell(sentence),
    );
    const now = [this.notice, this.back, this.state.element, this.actions.element];
    const tools = [this.faults.element, files, this.missing, this.announcer.element];
    return createElement(
      'div',
      { class: 'body' },
      createElement('div', { class: 'now' }, ...now),
      createElement('div', { class: 'past' }, this.plot.element, this.log.element),
      createElement('div', { class: 'tools' }, ...tools),
    );
  }

  private choose(watched: WatchedStore | null): void {
    this.current = watched;
    this.header.showStores(
      this.stores.map(({ name }) => name),
      watched === null ? -1 : this.stores.indexOf(watched),
    );
    this.show(null);
    this.changed();
    this.lookForEmulator();
  }

  /** Shows a moment or a recording that stands still, or with `null` the live store. */
  private show(still: Scene | null): void {
    this.still = still;
    this.notice.hidden = true;
    this.back.hidden = still === null || still.state !== null;
    this.header.showPaused(still?.state != null);
    this.redraw();
  }

  private tell(sentence: string): void {
    this.notice.hidden = sentence === '';
    setText(this.notice, sentence);
    if (sentence !== '') this.announcer.say(sentence);
  }

  private changed(): void {
    const status = this.current?.store.state.status ?? 'none';
    if (status !== this.toldStatus) {
      this.toldStatus = status;
      this.placement.showStatus(status);
      if (this.placement.isSeen) this.announcer.say(`Token ${status}.`);
    }
    this.ticker.soon();
  }

  private seen(isSeen: boolean): void {
    this.ticker.stop();
    if (!isSeen) return;
    this.ticker.start();
    this.lookForEmulator();
  }

  private lookForEmulator(): void {
    if (this.current !== null && this.placement.isSeen) void this.faults.look(this.current);
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
    this.plot.show(scene, this.placement.isCalm());
    this.state.show(scene);
    this.log.show(scene);
    this.actions.show();
    setText(this.missing, scene.state === null ? '' : missingWords(this.current));
  }

  /** The live store as it is now. */
  private scene(): Scene | null {
    const { current } = this;
    if (current === null) return null;
    const { recorder, store, name } = current;
    const timeline = this.timelineOf(current);
    const entries = recorder.entries.slice();
    return {
      source: current,
      name,
      state: store.state,
      entries,
      timeline,
      now: recorder.now(),
      wallNow: Date.now(),
    };
  }

  private timelineOf(source: WatchedStore): Timeline {
    const { entries } = source.recorder;
    const lastId = entries.at(-1)?.id ?? 0;
    const made = this.madeTimeline;
    if (made !== null && made.source === source && made.lastId === lastId) return made.timeline;
    const timeline = timelineOf(entries);
    this.madeTimeline = { lastId, source, timeline };
    return timeline;
  }

  private sceneOf({ store, entries, at }: Recording): Scene {
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
}

function missingWords(current: WatchedStore | null): string {
  if (current === null || current.since === null) return '';
  const since = new Date(current.since).toLocaleTimeString('en-GB');
  return `Recorded since ${since}. To see what was before, give the inspect of a recorder to createTokenStore.`;
}
