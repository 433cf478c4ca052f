// What the tests use of a browser, whichever engine it has.

export type EngineName = 'chromium' | 'firefox' | 'webkit';

/** A document that a script can be run in. */
export interface Frame {
  /**
   * Runs a function in the document, with arguments and a result that JSON can hold, and waits for the promise that it
   * may return.
   *
   * @throws Error with what the function threw, as text
   */
  evaluate<Args extends readonly unknown[], Result>(
    script: (...args: Args) => Result | Promise<Result>,
    ...args: Args
  ): Promise<Result>;
}

export interface Tab extends Frame {
  goto(url: string): Promise<void>;
  /** Shows a page of this text at an address that nobody serves; `null` where the driver cannot. */
  readonly gotoMadeUp: ((url: string, html: string) => Promise<void>) | null;
  /** Begins to load the page anew, and waits for nothing. */
  beginReload(): Promise<void>;
  /** Begins to go back in the history, and waits for nothing: a page that is restored never loads. */
  beginBack(): Promise<void>;
  /** The frame of the page whose address begins like this. */
  frame(address: string): Promise<Frame>;
  /** Freezes the tab as a browser does with one that is long hidden, or thaws it; `null` where the driver cannot. */
  readonly setFrozen: ((isFrozen: boolean) => Promise<void>) | null;
  /** Cuts the tab off from the network, or joins it again. */
  setOffline(isOffline: boolean): Promise<void>;
  close(): Promise<void>;
}

export interface Browser {
  readonly engine: EngineName;
  /** Name and version, as the browser tells them. */
  readonly version: string;
  /** A tab in a window of its own: it is visible whatever the other tests do. */
  openWindow(): Promise<Tab>;
  /** A tab that another one of its window hides, until `show` closes that one. */
  openHidden(): Promise<{ readonly tab: Tab; show(): Promise<void> }>;
  close(): Promise<void>;
}

/** What an engine, or the way in which it is driven, cannot do. Said in the output, and nowhere skipped in silence. */
export const limits: Readonly<Record<EngineName, readonly string[]>> = {
  chromium: [],
  firefox: [
    'keeps no page in the back/forward cache while a request of it is under way (the engine’s own rule)',
    'freezes no tab on command',
  ],
  webkit: [
    'has no command that takes the network away: offline is played in the page',
    'puts no page at an address that nobody serves: that MyDataHelps hosts the page is said by an option',
    'maps no host names: no page is opened on plain http',
    'freezes no tab on command',
  ],
};
