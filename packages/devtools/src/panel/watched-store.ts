// A store that the panel shows, with its recording.
import type { TokenStore } from '@mdh-tokens/store';
import { observeStore } from '../recording/observe-store.js';
import { createRecorder, type Recorder } from '../recording/recorder.js';

export interface WatchedStore {
  readonly name: string;
  readonly store: TokenStore;
  readonly recorder: Recorder;
  readonly baseUrl: string | undefined;
  /** When the recording began. */
  readonly since: number;
  /** Listens no more. */
  stop(): void;
}

export interface WatchOptions {
  /** What the panel calls the store. Default: "Store" and its number. */
  name?: string | undefined;
  /** The recorder whose `inspect` the store was made with. Without one the panel knows the store's events only. */
  recorder?: Recorder | undefined;
  /** MyDataHelps' base URL, as the store was given it. If it is an emulator on this machine, the panel offers its faults. */
  baseUrl?: string | undefined;
}

/** @param changed told of each entry, and of each state */
export function watchStore(
  store: TokenStore,
  options: WatchOptions,
  name: string,
  changed: () => void,
): WatchedStore {
  const recorder = options.recorder ?? createRecorder();
  const since = recorder.now();
  const undoing = [
    recorder.listen(changed),
    store.on('state', changed),
    // A recorder that was given sees the steps, which say all that the events do.
    ...(options.recorder === undefined
      ? [observeStore(store, (happening) => recorder.record(happening))]
      : []),
  ];
  return {
    name: options.name ?? name,
    store,
    recorder,
    baseUrl: options.baseUrl,
    since,
    stop() {
      for (const undo of undoing) undo();
    },
  };
}
