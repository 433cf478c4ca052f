// A child process: what a store keeps alive, by the heap that many of them take.
import { createTokenStore, type TokenStore } from '@mdh-tokens/store';
import { openPage } from '../page/open-page.js';
import { answerParent } from '../process/answer-parent.js';
import { heapBytes } from './heap-bytes.js';

export interface StoreMemory {
  readonly idleBytes: number;
  readonly activeBytes: number;
}

const count = Number(process.argv[2]);
openPage(() => Promise.reject(new Error('the authenticators are functions')));

// The first ones bring compiled code and shapes that all others share.
await startAll(createStores(100));
const before = heapBytes();
const stores = createStores(count);
const idle = heapBytes();
await startAll(stores);
const active = heapBytes();
const memory: StoreMemory = {
  idleBytes: (idle - before) / count,
  activeBytes: (active - before) / stores.length,
};
answerParent(memory);

function createStores(howMany: number): TokenStore[] {
  return Array.from({ length: howMany }, () => createTokenStore({ authenticator: answerAtOnce }));
}

async function startAll(all: readonly TokenStore[]): Promise<void> {
  await Promise.all(all.map((store) => store.start()));
}

async function answerAtOnce() {
  return { access_token: 'abc', expires_in: 86_400, token_type: 'Bearer' };
}
