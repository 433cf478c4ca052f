// Buttons for what a store can be told to do.
import { createButton, createElement, setText } from '../dom/create-element.js';
import { isRunning } from '../recording/entry.js';
import type { WatchedStore } from './watched-store.js';

export interface ActionsView {
  readonly element: HTMLElement;
  show(): void;
}

/**
 * @param current the store that is shown
 * @param tell shows what did not work; empty: nothing
 */
export function createActionsView(
  current: () => WatchedStore | null,
  tell: (sentence: string) => void,
): ActionsView {
  const withStore = (act: (watched: WatchedStore) => Promise<void> | void) => (): void => {
    const watched = current();
    if (watched === null) return;
    const done = async (): Promise<void> => act(watched);
    tell('');
    done().catch((error: unknown) => {
      const { state } = watched.store;
      // What the state says already is not said twice.
      if (!('error' in state) || state.error !== error) tell(String(error));
    });
  };
  const startOrStop = createButton(
    'Stop',
    withStore(({ store }) => (isRunning(store.state.status) ? store.stop() : store.start())),
  );
  const buttons = [
    createButton(
      'Refresh now',
      withStore(({ store }) => store.refresh()),
    ),
    createButton('Invalidate', withStore(invalidate), {
      title: 'As if MyDataHelps had refused the token with 401',
    }),
    startOrStop,
    createButton(
      'Sign out',
      withStore(({ store }) => store.signOut()),
    ),
  ];
  return {
    element: createElement(
      'div',
      { class: 'row', role: 'group', 'aria-label': 'Tell the store' },
      ...buttons,
    ),
    show() {
      const watched = current();
      for (const button of buttons) button.disabled = watched === null;
      if (watched !== null) setText(startOrStop, isRunning(watched.store.state.status) ? 'Stop' : 'Start');
    },
  };
}

function invalidate({ store }: WatchedStore): void {
  const token = store.peek();
  if (token === null) throw new Error('There is no valid token to invalidate.');
  store.invalidate(token);
}
