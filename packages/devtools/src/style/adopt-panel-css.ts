// Gives a shadow root the panel's style sheet.
import { panelCss } from './panel-css.js';

/** A constructed sheet, the one kind that no policy forbids. It belongs to the document that it was made in. */
export function adoptPanelCss(shadow: ShadowRoot): void {
  const { CSSStyleSheet: Sheet } = shadow.ownerDocument.defaultView ?? window;
  const sheet = new Sheet();
  sheet.replaceSync(panelCss);
  shadow.adoptedStyleSheets = [sheet];
}
