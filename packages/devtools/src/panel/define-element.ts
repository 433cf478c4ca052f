// The custom element: a shadow root with a constructed style sheet, and a panel in it.
import type { TokenStore } from '@mdh-tokens/store';
import { adoptPanelCss } from '../style/adopt-panel-css.js';
import { Panel, type PanelOptions } from './panel.js';
import type { WatchOptions } from './watched-store.js';

export const elementName = 'mdh-tokens-devtools';

/** `<mdh-tokens-devtools>`. It gives out no store: a script that finds it in the page learns no token by it. */
export interface DevtoolsElement extends HTMLElement {
  /** Makes the panel. Once. */
  setUp(options: PanelOptions): void;
  /** @returns shows the store no more, and removes the element with its last one */
  watch(store: TokenStore, options: WatchOptions): () => void;
}

/** The element's class is made here and not at import, which a server does as well. */
export function createDevtoolsElement(): DevtoolsElement {
  if (customElements.get(elementName) === undefined) customElements.define(elementName, elementClass());
  return document.createElement(elementName) as DevtoolsElement;
}

function elementClass(): CustomElementConstructor {
  return class extends HTMLElement implements DevtoolsElement {
    static readonly observedAttributes = ['theme'];
    readonly #shadow = this.attachShadow({ mode: 'open' });
    #panel: Panel | null = null;

    setUp(options: PanelOptions): void {
      this.#panel ??= new Panel(this, this.#shadow, options);
    }

    watch(store: TokenStore, options: WatchOptions): () => void {
      const panel = this.#panel;
      if (panel === null) throw new TypeError('setUp() comes before watch()');
      const unwatch = panel.watch(store, options);
      return () => {
        unwatch();
        if (panel.isEmpty) this.remove();
      };
    }

    connectedCallback(): void {
      adoptPanelCss(this.#shadow);
      this.#panel?.connected();
    }

    attributeChangedCallback(_name: string, _before: string | null, theme: string | null): void {
      this.#panel?.useTheme(theme);
    }

    disconnectedCallback(): void {
      this.#panel?.disconnected();
    }
  };
}
