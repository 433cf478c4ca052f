// The server of an emulator and its three states: not listening, listening, closed.
import { EmulatorError } from '../emulator-error.js';
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
  let closing: Promise<void> | null = null;
  const assertOpen = (): void => {
    if (closing !== null) throw new EmulatorError('closed', 'the emulator is closed', 'Make a new one.');
  };

  async function closeListener(): Promise<void> {
    // If listening failed, `open` has rejected already, and there is nothing to close.
    const [result] = await Promise.allSettled([listening]);
    if (result.status === 'fulfilled') await result.value?.close();
  }

  return {
    async open(wanted) {
      assertOpen();
      if (listening !== null) {
        throw new EmulatorError('invalid_option', 'the emulator listens already', 'Read its url.');
      }
      listening = listen(answer, wanted, '127.0.0.1');
      try {
        const { port } = await listening;
        // `close` may have been called during the await: then nothing listens on that port.
        assertOpen();
        return port;
      } catch (error) {
        listening = null;
        throw error;
      }
    },
    close: () => (closing ??= closeListener()),
  };
}
