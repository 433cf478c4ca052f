// A store that the panel shows, with its recording.
import type { TokenStore } from '@mdh-tokens/store';
import { inspectStore } from '../recording/inspect-store.js';
import type { Recorder } from '../recording/recorder.js';

export interface WatchedStore {
  readonly name: string;
  readonly store: TokenStore;
  readonly recorder: Recorder;
  /** MyDataHelps' base URL, if it is known. */
  readonly baseUrl: string | null;
  /** When the recording began; `null` if it began with the store. */
  readonly since: number | null;
  /** Listens no more. */
  stop(): void;
}

export interface WatchOptions {
  /** What the panel calls the store. Default: "Store" and its number. */
  name?: string | undefined;
  /** The recorder whose `inspect` the store was made with. Without one the recording begins now. */
  recorder?: Recorder | undefined;
}

/** @param changed told of each entry, and of each state */
export function watchStore(
  store: TokenStore,
  options: WatchOptions,
  name: string,
  changed: () => void,
): WatchedStore {
  const isLate = options.recorder === undefined && store.state.status !== 'idle';
  const { recorder, baseUrl, stop } = inspectStore(store, options.recorder);
  const undoing = [stop, recorder.listen(changed), store.on('state', changed)];
  return {
    name: options.name ?? name,
    store,
    recorder,
    baseUrl,
    since: isLate ? recorder.now() : null,
    stop() {
      for (const undo of undoing) undo();
    },
  };
}
