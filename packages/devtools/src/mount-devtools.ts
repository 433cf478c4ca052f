// Puts the panel into the page, with a store in it.
import type { TokenStore } from '@mdh-tokens/store';
import { createDevtoolsElement, elementName, type DevtoolsElement } from './panel/define-element.js';
import type { PanelOptions } from './panel/panel.js';
import type { WatchOptions } from './panel/watched-store.js';

export interface DevtoolsOptions extends WatchOptions, PanelOptions {
  /** Where the panel is put. Default: the end of the body. */
  parent?: Element | undefined;
  /** Default: the theme of the system. The element has it as its attribute `theme`, which may change. */
  theme?: 'light' | 'dark' | undefined;
}

/**
 * Shows a store in the devtools panel. A page has one panel for each `parent`: further stores join its list, and the
 * options about the panel are those of the first.
 *
 * @returns shows the store no more; the last one takes the panel with it
 */
export function mountDevtools(store: TokenStore, options: DevtoolsOptions = {}): () => void {
  const { parent = document.body, theme } = options;
  const panel = [...parent.children].find(({ localName }) => localName === elementName);
  const element = (panel as DevtoolsElement | undefined) ?? createDevtoolsElement();
  const unmount = element.watch(store, options);
  if (panel !== undefined) return unmount;
  if (theme !== undefined) element.setAttribute('theme', theme);
  parent.append(element);
  return unmount;
}
