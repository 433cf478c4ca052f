// Starts the whole demo in this process: a local MyDataHelps, and the app's own server with its page.
import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { createEmulator, type Emulator } from '@mdh-tokens/emulator';
import { createDemoApp } from './demo-app.js';
import { buildPageFiles, type PageFiles } from './page-files.js';

/** A running demo. */
export interface Demo {
  /** `http://localhost:PORT/` */
  readonly url: string;
  readonly emulator: Emulator;
  /** Stops both servers, cuts their connections and frees their ports. */
  close(): Promise<void>;
}

export interface DemoOptions {
  /** Port of the page. Default 0, a free one. */
  port?: number;
  /** Life of participant tokens in seconds. Default 60: a watcher sees several refreshes within two minutes. */
  tokenLifetimeSeconds?: number;
  /** The page, where it is built already. Default: built now. */
  files?: PageFiles;
}

/** Starts the demo on loopback. MyDataHelps has a port, and so an origin, of its own, as in real life. */
export async function startDemo(options: DemoOptions = {}): Promise<Demo> {
  const { port = 0, tokenLifetimeSeconds = 60 } = options;
  const files = options.files ?? (await buildPageFiles());
  const emulator = createEmulator({ tokenLifetimeSeconds });
  await emulator.listen();
  const answer = getRequestListener(createDemoApp(emulator, files).fetch);
  const server = createServer((request, response) => void answer(request, response));
  const close = async (): Promise<void> => {
    await Promise.all([closeServer(server), emulator.close()]);
  };
  try {
    return { url: `http://localhost:${await listen(server, port)}/`, emulator, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // Called back with an error where it never listened: closed all the same.
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
