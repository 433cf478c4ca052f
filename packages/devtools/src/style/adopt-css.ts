// Gives a shadow root a style sheet.

/** A constructed sheet, the one kind that no policy forbids. It belongs to the document that it was made in. */
export function adoptCss(shadow: ShadowRoot, css: string): void {
  const { CSSStyleSheet: Sheet } = shadow.ownerDocument.defaultView ?? window;
  const sheet = new Sheet();
  sheet.replaceSync(css);
  shadow.adoptedStyleSheets = [sheet];
}
