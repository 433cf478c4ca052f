// The visual language of all pages of this project: colours with their pair for the dark theme, and type.

/**
 * Custom properties for `selector`, as CSS text: the panel gives them to its own root, a page to `:root`. The theme is the
 * system's unless the element has `data-theme="light"` or `"dark"`.
 */
export function themeCss(selector: string): string {
  return `${selector}{
color-scheme:light dark;
--color-page:light-dark(#f5f7f9,#0f1419);
--color-card:light-dark(#fff,#171d24);
--color-sunken:light-dark(#eef2f5,#11171d);
--color-line:light-dark(#d8dfe5,#2d3741);
--color-line-strong:light-dark(#7b8793,#74818d);
--color-text:light-dark(#17212b,#e8edf2);
--color-text-quiet:light-dark(#515d69,#a3afbb);
--color-accent:light-dark(#0b6480,#5cc0dc);
--color-on-accent:light-dark(#fff,#06222c);
--color-token-life:light-dark(#cfe6ee,#1d4250);
--color-token-over:light-dark(#dbe1e6,#2b3641);
--color-call:light-dark(#0b6480,#5cc0dc);
--color-ok:light-dark(#14703c,#5fcf92);
--color-warn:light-dark(#805000,#eab55c);
--color-warn-soft:light-dark(#fdf0d8,#352711);
--color-fail:light-dark(#ab241d,#ff8f86);
--color-fail-soft:light-dark(#fce8e6,#3d1a18);
--radius:8px;
--font-text:system-ui,sans-serif;
--font-code:ui-monospace,Menlo,Consolas,monospace;
}
${selector}[data-theme=light]{color-scheme:light}
${selector}[data-theme=dark]{color-scheme:dark}
`;
}
