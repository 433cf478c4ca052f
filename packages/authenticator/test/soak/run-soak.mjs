// Rounds of requests against an identity server in trouble, and what came of them.
import { generateKeyPairSync } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { createAuthenticator, createTokenExchange } from '@mdh-tokens/authenticator';
import { toNodeHandler } from '@mdh-tokens/authenticator/node';
import { authenticatorErrorStatus } from '@mdh-tokens/contract';
import { startTroubledIdentityServer } from './troubled-identity-server.mjs';

const participants = 200;
const requestsPerRound = 200;
const atOnce = 20;
const modes = ['calm', 'resets', 'restart', 'random'];
const silent = { warn() {}, error() {} };

/** Repeatable randomness (mulberry32). */
export function createChance(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Runs rounds until `isOver(rounds)`. Gives the counts, everything that was wrong, and the growth of memory and files. */
export async function runSoak({ seed, isOver }) {
  const chance = createChance(seed);
  const identity = await startTroubledIdentityServer(chance);
  const page = await startEndpoint(identity.url);
  const found = { statuses: {}, wrong: [], rounds: 0, samples: [] };
  while (!isOver(found.rounds)) {
    const mode = modes[found.rounds % modes.length];
    identity.mode = mode === 'restart' ? 'calm' : mode;
    const restarting = mode === 'restart' ? identity.restart() : null;
    await runRound({ mode, ask: page.ask, chance, found });
    await restarting;
    // What a refusal to connect or a 429 has begun is over: the next round may expect answers.
    identity.mode = 'calm';
    if (mode === 'restart' || mode === 'random') await recover(page.ask);
    found.rounds += 1;
    globalThis.gc?.();
    found.samples.push({ heapMb: process.memoryUsage().heapUsed / 2 ** 20, files: openFiles() });
  }
  await page.close();
  await identity.close();
  return { ...found, resets: identity.resets, issued: identity.issued };
}

async function startEndpoint(baseUrl) {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const exchange = createTokenExchange({
    serviceAccount: 'MyDataHelps.Soak',
    privateKey,
    baseUrl,
    cache: false,
    logger: silent,
  });
  const authenticator = createAuthenticator({
    exchange,
    participant: (request) => ({ id: request.headers.get('x-participant') }),
    rateLimit: false,
    logger: silent,
  });
  const server = createServer(toNodeHandler(authenticator));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${server.address().port}/`;
  return {
    ask: (participant) => fetch(url, { method: 'POST', headers: { 'x-participant': participant } }),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function runRound({ mode, ask, chance, found }) {
  let left = requestsPerRound;
  const caller = async () => {
    while (left > 0) {
      left -= 1;
      const participant = `p-${Math.floor(chance() * participants)}`;
      const answer = await ask(participant);
      const body = await answer.json();
      found.statuses[answer.status] = (found.statuses[answer.status] ?? 0) + 1;
      const problem = judge(mode, participant, answer.status, body);
      if (problem !== null) found.wrong.push({ mode, problem });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, caller));
}

/** Only tokens of one's own and the contract's errors; and nothing but tokens where the trouble is none of the server's. */
function judge(mode, participant, status, body) {
  if (status === 200)
    return body.access_token.startsWith(`${participant}.`) ? null : 'another participant’s token';
  if (authenticatorErrorStatus[body.error] !== status)
    return `${status} ${body.error} is not in the contract`;
  return mode === 'calm' || mode === 'resets' ? `${status} ${body.error}: ${body.error_description}` : null;
}

/** Until everybody gets a token again. */
async function recover(ask) {
  let next = 0;
  const recoverOneByOne = async () => {
    while (next < participants) {
      const participant = `p-${next}`;
      next += 1;
      while (!(await isServed(ask, participant))) await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, recoverOneByOne));
}

async function isServed(ask, participant) {
  const answer = await ask(participant);
  await answer.text();
  return answer.status === 200;
}

/** Linux only. */
function openFiles() {
  try {
    return readdirSync('/proc/self/fd').length;
  } catch {
    return null;
  }
}
