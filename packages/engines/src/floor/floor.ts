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
