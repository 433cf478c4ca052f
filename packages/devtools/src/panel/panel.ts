// The panel as it is mounted: its stores, its button and its place. What it shows is loaded when it is opened.
import type { TokenStore } from '@mdh-tokens/store';
import type { Content, ContentHost } from './content.js';
import { Placement, type PlacementOptions } from './placement.js';
import { watchStore, type WatchedStore, type WatchOptions } from './watched-store.js';

export interface PanelOptions extends PlacementOptions {
  /** Where the page of an error code is; without it, errors have no link. */
  docs?: ((code: string) => string) | undefined;
}

export class Panel implements ContentHost {
  readonly placement: Placement;
  readonly stores: WatchedStore[] = [];
  /** The store that is shown. */
  current: WatchedStore | undefined;
  private content: Content | null = null;
  private isLoading = false;
  private toldStatus = '';

  constructor(
    host: HTMLElement,
    shadow: ShadowRoot,
    readonly options: PanelOptions,
  ) {
    this.placement = new Placement(host, options, () => this.placed());
    shadow.append(this.placement.root);
  }

  /** Shows a store. @returns shows it no more */
  watch(store: TokenStore, options: WatchOptions): () => void {
    const { stores } = this;
    const watched = watchStore(store, options, `Store ${stores.length + 1}`, () => this.changed());
    stores.push(watched);
    this.choose(this.current ?? watched);
    return () => {
      watched.stop();
      stores.splice(stores.indexOf(watched), 1);
      this.choose(this.current === watched ? stores[0] : this.current);
    };
  }

  choose(watched: WatchedStore | undefined): void {
    this.current = watched;
    this.content?.chosen();
    this.changed();
  }

  /** Leaves no timer and no window behind. What is watched stays so until it is unmounted. */
  disconnected(): void {
    this.content?.stop();
  }

  private changed(): void {
    const status = this.current?.store.state.status ?? 'idle';
    const isOther = status !== this.toldStatus;
    this.toldStatus = status;
    if (isOther) this.placement.showStatus(status);
    this.content?.changed(isOther ? `Token ${status}.` : '');
  }

  private placed(): void {
    this.content?.placed();
    if (this.placement.isSeen && !this.isLoading) void this.load();
  }

  private async load(): Promise<void> {
    this.isLoading = true;
    try {
      const { Content } = await import('./content.js');
      this.content = new Content(this);
      this.content.placed();
      this.content.changed(`Token ${this.toldStatus}.`);
    } catch (error) {
      // It is tried again when the panel is opened again.
      this.isLoading = false;
      this.placement.panel.textContent = String(error);
    }
  }
}
