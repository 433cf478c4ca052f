// Serves one variant in a process of its own, and says what it cost.
import { createServer } from 'node:http';
import { variants } from './variants.mjs';

const [, , name, baseUrl] = process.argv;
const server = createServer(variants[name](baseUrl));
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
process.on('message', (message) => {
  if (message !== 'usage') return;
  const usage = process.cpuUsage();
  globalThis.gc?.();
  process.send({ usage, memory: process.memoryUsage() });
});
process.on('unhandledRejection', () => process.send({ unhandled: true }));
process.on('disconnect', () => process.exit());
