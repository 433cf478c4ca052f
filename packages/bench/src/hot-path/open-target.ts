// A target with a valid token in its cache, on a page whose network answers at once.
import type { Client } from '../clients/client.js';
import { createMemoryStorage } from '../page/memory-storage.js';
import { openPage } from '../page/open-page.js';
import { createIssuedTokens } from '../token-server/issued-tokens.js';
import { readableBy } from '../token-server/readable-by.js';

/** Longer than any measurement, margins included. */
const lifeSeconds = 86_400;

/** @returns the call that an app makes before each request */
export async function openTarget(client: Client | null): Promise<() => Promise<unknown>> {
  if (client === null) return floor;
  const tokens = createIssuedTokens();
  openPage(async (input) => {
    const url = input instanceof Request ? input.url : String(input);
    return Response.json(readableBy(url, tokens.issue(Date.now(), lifeSeconds)));
  });
  const open = await client.load();
  const { start, getToken } = open({
    hasSiblings: false,
    storage: createMemoryStorage(),
    signInOnce: (login) => login(),
  });
  await start();
  if (getToken === undefined) throw new Error(`${client.name} gives out no tokens`);
  await getToken();
  return getToken;
}

const token = 'abc';
const floor = async () => token;
