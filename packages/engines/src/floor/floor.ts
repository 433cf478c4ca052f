// The oldest browsers that the packages run in, as the README names them.

/** By the names of MDN's compatibility data (https://github.com/mdn/browser-compat-data). */
export const floor = {
  chrome: 100,
  chrome_android: 100,
  webview_android: 100,
  firefox: 97,
  firefox_android: 97,
  safari: 15.4,
  safari_ios: 15.4,
} as const;

export type FloorBrowser = keyof typeof floor;

/** The oldest versions of browsers, by those names. */
export type Floor = Readonly<Partial<Record<FloorBrowser, number>>>;

/** The panel of devtools runs in a developer's own browser: its README names these. */
export const panelFloor: Floor = {
  chrome: 123,
  chrome_android: 123,
  firefox: 125,
  firefox_android: 125,
  safari: 17.5,
  safari_ios: 17.5,
};
