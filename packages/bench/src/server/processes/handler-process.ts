// A handler as a process, which says what it costs.
import { createServer } from 'node:http';
import { createHandler } from '../handlers/create-handler.js';
import type { HandlerSpec } from '../handlers/handler-spec.js';
import { listen } from './listen.js';
import { serveParent } from './serve-parent.js';

export interface HandlerApi {
  /** @returns the port */
  start(baseUrl: string, spec: HandlerSpec): Promise<number>;
  /** That have arrived so far. */
  requests(): number;
  /** Since the process began, user and system. */
  cpuMicroseconds(): number;
  heapBytesAfterCollection(): number;
  unhandledRejections(): number;
}

serveParent(createHandlerApi());

function createHandlerApi(): HandlerApi {
  let requests = 0;
  let rejections = 0;
  process.on('unhandledRejection', () => (rejections += 1));
  return {
    start(baseUrl, spec) {
      const server = createServer(createHandler(baseUrl, spec));
      server.on('request', () => (requests += 1));
      server.keepAliveTimeout = 120_000;
      return listen(server, 0);
    },
    requests: () => requests,
    cpuMicroseconds() {
      const { user, system } = process.cpuUsage();
      return user + system;
    },
    heapBytesAfterCollection() {
      globalThis.gc?.();
      return process.memoryUsage().heapUsed;
    },
    unhandledRejections: () => rejections,
  };
}
