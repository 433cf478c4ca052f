// 200 connections while the identity server goes away and comes back twice: every request is answered with a token or
// an error of the contract, memory stays flat, and no rejection goes unhandled.
// node packages/authenticator/bench/soak.mjs [seconds]
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { startChild } from './child.mjs';

const seconds = Number(process.argv[2] ?? 60);
const outageSeconds = Math.min(5, seconds / 8);
const codes = new Set(['rate_limited', 'bad_gateway', 'unavailable', 'timeout']);

let identity = startChild('identity-server.mjs', []);
const identityPort = (await identity.started).port;
const server = startChild('server.mjs', ['cache off', `http://127.0.0.1:${identityPort}/`]);
const { port } = await server.started;
let unhandled = 0;
server.child.on('message', (message) => {
  if (message.unhandled === true) unhandled += 1;
});

const counts = {};
const wrong = [];
const stop = new AbortController();
const dispatcher = new Agent({ connections: 200 });
const callers = Array.from({ length: 200 }, call);
const memory = [];
const sampling = sample();

for (const at of [1 / 3, 2 / 3]) {
  await sleep(seconds * 1000 * (1 / 3) - (at > 1 / 3 ? outageSeconds * 1000 : 0));
  identity.stop();
  await sleep(outageSeconds * 1000);
  identity = startChild('identity-server.mjs', ['0', String(identityPort)]);
  await identity.started;
}
await sleep((seconds / 3 - outageSeconds) * 1000);
stop.abort();
await Promise.all(callers);
await sampling;
server.stop();
identity.stop();
await dispatcher.close();

const settled = memory.slice(Math.floor(memory.length / 4));
const half = Math.floor(settled.length / 2);
const [early, late] = [settled.slice(0, half), settled.slice(half)].map(
  (part) => part.reduce((sum, value) => sum + value, 0) / part.length / 1e6,
);
console.log(
  `answers by status: ${JSON.stringify(counts)}; outside the contract: ${wrong.length}; unhandled: ${unhandled}`,
);
console.log(`heap in use: ${early.toFixed(1)} MB in the first half, ${late.toFixed(1)} MB in the second`);
if (wrong.length > 0 || unhandled > 0 || late > early * 1.5) {
  console.error(wrong.slice(0, 5));
  process.exitCode = 1;
}

async function call() {
  while (!stop.signal.aborted) {
    try {
      const { statusCode, headers, body } = await request(`http://127.0.0.1:${port}/token`, {
        method: 'POST',
        dispatcher,
      });
      const answer = await body.json();
      counts[statusCode] = (counts[statusCode] ?? 0) + 1;
      const good = statusCode === 200 ? typeof answer.access_token === 'string' : codes.has(answer.error);
      if (!good || headers['cache-control'] !== 'no-store') wrong.push({ statusCode, answer });
    } catch (error) {
      wrong.push(error.message);
    }
  }
}

async function sample() {
  while (!stop.signal.aborted) {
    await sleep(1000);
    const answer = await server.ask('usage');
    if (answer.memory !== undefined) memory.push(answer.memory.heapUsed);
  }
}
