// Buttons for what a store can be told to do.
import type { TokenStore } from '@mdh-tokens/store';
import { createButton, createElement, setText } from '../dom/create-element.js';
import { isRunning } from '../recording/entry.js';

export interface ActionsView {
  readonly element: HTMLElement;
  show(): void;
}

/**
 * @param current the store that is shown
 * @param tell shows what did not work; empty: nothing
 */
export function createActionsView(
  current: () => TokenStore | undefined,
  tell: (sentence: string) => void,
): ActionsView {
  const button = (
    label: string,
    act: (store: TokenStore) => Promise<void> | void,
    title?: string,
  ): HTMLButtonElement => {
    const press = async (): Promise<void> => {
      const store = current();
      if (store === undefined) return;
      tell('');
      try {
        await act(store);
      } catch (error) {
        // What the state says already is not said twice.
        if (!('error' in store.state) || store.state.error !== error) tell(String(error));
      }
    };
    return createButton(label, () => void press(), { title });
  };
  const startOrStop = button('Stop', (store) =>
    isRunning(store.state.status) ? store.stop() : store.start(),
  );
  const buttons = [
    button('Refresh now', (store) => store.refresh()),
    button('Invalidate', invalidate, 'As if MyDataHelps had refused the token with 401'),
    startOrStop,
    button('Sign out', (store) => store.signOut()),
  ];
  return {
    element: createElement(
      'div',
      { class: 'row', role: 'group', 'aria-label': 'Tell the store' },
      ...buttons,
    ),
    show() {
      const store = current();
      for (const one of buttons) one.disabled = store === undefined;
      if (store !== undefined) setText(startOrStop, isRunning(store.state.status) ? 'Stop' : 'Start');
    },
  };
}

function invalidate(store: TokenStore): void {
  const token = store.peek();
  if (token === null) throw new Error('There is no valid token to invalidate.');
  store.invalidate(token);
}
