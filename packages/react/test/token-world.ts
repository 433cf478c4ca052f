// The unmodified SDK and a real store under virtual time. At the network's far end: an authenticator and an API, which
// a test tells what to answer. For the tests of all bindings.
import { MyDataHelps } from '@careevolution/mydatahelps-js';
import { createTokenStore, type TokenStore, type TokenStoreOptions } from '@mdh-tokens/store';
import { afterEach, beforeEach, vi } from 'vitest';

const latencyMs = 100;
export const lifeSeconds = 600;

export interface TokenWorld {
  readonly sdk: MyDataHelps;
  readonly store: TokenStore;
  /** The status that the authenticator answers with. */
  status: number;
  /** Who is signed in. */
  participant: string;
  /** How many calls the authenticator has got. */
  calls: number;
  /** Every access token so far. */
  readonly issued: string[];
  /** With which tokens the API was called. */
  readonly apiTokens: string[];
  /** The tokens that the API answers with 401. */
  readonly refused: Set<string>;
  /** Another store with the same authenticator. */
  createStore(options?: Partial<TokenStoreOptions>): TokenStore;
}

/** For the top of a test file: virtual time in each of its tests, and a page without stubs after it. */
export function useVirtualTime(): void {
  beforeEach(() => {
    vi.useFakeTimers({ shouldAdvanceTime: false });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });
}

/** @param options of the store */
export function createTokenWorld(options: Partial<TokenStoreOptions> = {}): TokenWorld {
  const sdk = new MyDataHelps();
  const world = farEnd(sdk, options);
  vi.stubGlobal('fetch', (_url: string, init: RequestInit) => api(world, init));
  return world;
}

/** For a page that makes its own store: the same far end behind `fetch`. */
export function serveTokenWorld(): TokenWorld {
  const world = farEnd(new MyDataHelps(), { sdk: undefined });
  vi.stubGlobal('fetch', (url: string | URL, init: RequestInit) =>
    String(url).endsWith('/api/mydatahelps-token') ? authenticator(world) : api(world, init),
  );
  return world;
}

function farEnd(sdk: MyDataHelps, options: Partial<TokenStoreOptions>): TokenWorld {
  const createStore = (more: Partial<TokenStoreOptions> = {}): TokenStore =>
    createTokenStore({ authenticator: () => authenticator(world), ...more });
  const world: TokenWorld = {
    sdk,
    store: createStore({ sdk, ...options }),
    status: 200,
    participant: 'ada',
    calls: 0,
    issued: [],
    apiTokens: [],
    refused: new Set(),
    createStore,
  };
  return world;
}

async function authenticator(world: TokenWorld): Promise<Response> {
  world.calls += 1;
  await latency();
  const { status, participant, issued } = world;
  if (status !== 200) return Response.json({ error: status === 403 ? 'forbidden' : 'told' }, { status });
  const accessToken = `token-${issued.length + 1}-of-${participant}`;
  issued.push(accessToken);
  return Response.json({
    access_token: accessToken,
    expires_in: lifeSeconds,
    token_type: 'Bearer',
    subject: participant,
  });
}

async function api(world: TokenWorld, { headers }: RequestInit): Promise<Response> {
  const token = new Headers(headers).get('authorization')?.replace('Bearer ', '') ?? '';
  world.apiTokens.push(token);
  await latency();
  if (world.refused.has(token)) return new Response('', { status: 401 });
  const firstName = token.replace(/.*-of-/, '');
  return Response.json({ participantID: firstName, demographics: { firstName } });
}

function latency(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, latencyMs));
}
