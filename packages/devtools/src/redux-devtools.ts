// Shows a store in the Redux DevTools extension, if the browser has it. Read only.
import type { TokenStore } from '@mdh-tokens/store';
import { inspectStore } from './recording/inspect-store.js';
import type { Recorder } from './recording/recorder.js';

/** The extension's part that is used. */
interface ReduxDevToolsExtension {
  connect(options: { name: string }): {
    init(state: unknown): void;
    send(action: { type: string }, state: unknown): void;
  };
}

export interface ReduxDevToolsOptions {
  /** What the extension calls the store. Default `mdh-tokens`. */
  name?: string;
  /** The recorder whose `inspect` the store was made with, if there is one: one recording is enough. */
  recorder?: Recorder;
}

/**
 * Sends each happening with the state after it, without a token, to the Redux DevTools extension. Without the extension it
 * does nothing. What the extension sends back, such as a jump in time, is left alone.
 *
 * @returns disconnects
 * @see https://github.com/reduxjs/redux-devtools/blob/main/extension/docs/API/Methods.md
 */
export function connectReduxDevTools(
  store: TokenStore,
  { name = 'mdh-tokens', recorder: given }: ReduxDevToolsOptions = {},
): () => void {
  const { __REDUX_DEVTOOLS_EXTENSION__: extension } = globalThis as {
    __REDUX_DEVTOOLS_EXTENSION__?: ReduxDevToolsExtension;
  };
  if (extension === undefined) return () => undefined;
  const connection = extension.connect({ name });
  connection.init(plain(store.state));
  const { recorder, stop } = inspectStore(store, given);
  const deafen = recorder.listen((entry) => connection.send(entry, plain(store.state)));
  return () => {
    deafen();
    stop();
  };
}

/** The extension serializes what it gets, and an Error has no fields of its own that would be kept. */
function plain(state: TokenStore['state']): unknown {
  if (!('error' in state) || state.error === null) return state;
  const { code, message, hint, status, transient } = state.error;
  return { ...state, error: { code, message, hint, status, transient } };
}
