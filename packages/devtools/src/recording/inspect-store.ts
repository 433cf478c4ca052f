// Listens to the steps of a store that is there already.
import type { TokenStore } from '@mdh-tokens/store';
import { recorderFrom, type Recorder } from './recorder.js';

/** A recorder of a store from now on, with what else the store tells of itself. */
export interface Inspection {
  readonly recorder: Recorder;
  /** MyDataHelps' base URL; `null` for a store of a test, which has none. */
  readonly baseUrl: string | null;
  /** Listens no more. */
  stop(): void;
}

/** @param given the recorder that the store was made with, if it was */
export function inspectStore(store: TokenStore, given: Recorder | undefined): Inspection {
  const recorder = given ?? recorderFrom(store.state);
  let baseUrl: string | null = null;
  let stop: (() => void) | null = null;
  const disconnect = store.connect((supply) => {
    baseUrl = supply.baseUrl;
    if (given === undefined) stop = supply.onStep(recorder.inspect);
    // Nothing is supplied: this only reads on the way.
    return { receiver: {}, handOver: () => undefined, drop: () => undefined };
  });
  disconnect();
  return { recorder, baseUrl, stop: () => stop?.() };
}
