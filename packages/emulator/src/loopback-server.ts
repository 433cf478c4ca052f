// The one server of an emulator: not listening, listening, closed.
import { EmulatorError } from './emulator-error.js';
import { listen, type FetchCallback, type Listener } from './listener.js';

/** Opens the server once and closes it for good. */
export interface LoopbackServer {
  /** @returns the port. @throws {EmulatorError} `port_in_use`, `listen_failed`, `closed`, `invalid_option` */
  open(port: number): Promise<number>;
  close(): Promise<void>;
}

/** A server that does not listen yet. */
export function createLoopbackServer(answer: FetchCallback): LoopbackServer {
  let listening: Promise<Listener> | null = null;
  let closed = false;
  return {
    async open(wanted) {
      if (closed) throw new EmulatorError('closed', 'the emulator is closed', 'Make a new one.');
      if (listening !== null) {
        throw new EmulatorError('invalid_option', 'the emulator listens already', 'Read its url.');
      }
      listening = listen(answer, wanted, '127.0.0.1');
      try {
        return (await listening).port;
      } catch (error) {
        listening = null;
        throw error;
      }
    },
    async close() {
      closed = true;
      const open = listening;
      listening = null;
      // A listen that failed told its own caller; there is nothing to close then.
      const [result] = await Promise.allSettled([open]);
      if (result.status === 'fulfilled') await result.value?.close();
    },
  };
}
