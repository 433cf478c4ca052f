// What a binding is to the count of renders.
import type { ReactNode } from 'react';

/** An app with one component, which shows whether the user is signed in. */
export interface Bound {
  /** @param rendered to be called by the component whenever it renders */
  tree(rendered: () => void): ReactNode;
  /** A new token from the server. */
  refresh(): Promise<unknown>;
  /** What the component calls to send a request with a token; `null` where the binding has nothing to call. */
  readonly ask: (() => Promise<unknown>) | null;
}

export interface Binding {
  readonly title: string;
  /** Loaded late, since it expects a page. */
  open(): Promise<Bound>;
}
