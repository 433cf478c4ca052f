// The custom element: a shadow root with a constructed style sheet, and a panel in it.
import type { TokenStore } from '@mdh-tokens/store';
import { Panel, type PanelOptions } from './panel.js';
import type { WatchOptions } from './watched-store.js';

export const elementName = 'mdh-tokens-devtools';

/** `<mdh-tokens-devtools>`. It gives out no store: a script that finds it in the page learns no token by it. */
export interface DevtoolsElement extends HTMLElement {
  /**
   * @param options about the panel: those of the first store
   * @returns shows the store no more, and removes the element with its last one
   */
  watch(store: TokenStore, options: PanelOptions & WatchOptions): () => void;
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

    watch(store: TokenStore, options: PanelOptions & WatchOptions): () => void {
      const panel = (this.#panel ??= new Panel(this, this.#shadow, options));
      const unwatch = panel.watch(store, options);
      return () => {
        unwatch();
        if (panel.stores.length === 0) this.remove();
      };
    }

    connectedCallback(): void {
      this.#panel?.placement.adoptCss();
      this.#panel?.placement.place();
    }

    attributeChangedCallback(_name: string, _before: string | null, theme: string | null): void {
      this.#panel?.placement.useTheme(theme);
    }

    disconnectedCallback(): void {
      this.#panel?.disconnected();
    }
  };
}
