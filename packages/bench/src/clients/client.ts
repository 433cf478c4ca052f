// What a benchmark asks of a client: one way of keeping a page supplied with a token.

/** The browser tab that a client is opened in. */
export interface Tab {
  /** Whether the browser has other tabs with the same client. */
  readonly hasSiblings: boolean;
  /** The tabs of a browser share it. */
  readonly storage: Storage;
  /** Runs a login whose session all tabs of the browser find in the storage: once, for the first that asks. */
  signInOnce(login: () => Promise<unknown>): Promise<unknown>;
}

/** A client in a tab. */
export interface OpenedClient {
  /** What the page does when it is loaded. A rejection is the client's own affair. */
  start(): void | Promise<unknown>;
  /** What the page does when it is left, where there is something to do. */
  stop?(): void;
  /** Asks for a token, in the client's own form; missing where the client only feeds the SDK. */
  getToken?(): Promise<unknown>;
  /** One call of the API. Rejects where the app does not get its data. */
  callApi(): Promise<unknown>;
}

export interface Client {
  readonly name: string;
  /** What it is, in a few words. */
  readonly title: string;
  /** Whether its first token comes from a login, which is not what is tested. */
  readonly signsIn: boolean;
  /** Whether a framework may start it twice; the others are objects that an app makes once. */
  readonly isMounted: boolean;
  /** Imports the client into a page that is open, since some look at their page when they are imported. */
  load(): Promise<(tab: Tab) => OpenedClient>;
}
