// The unmodified SDK in a page under virtual time: an API that knows the true time, an authenticator that a test
// scripts, a machine that can sleep, and clocks that can be set.
import { MyDataHelps } from '@careevolution/mydatahelps-js';
import { onTestFinished, vi } from 'vitest';
import { createTokenStore, TokenError, type TokenStore, type TokenStoreOptions } from '../../src/index.js';
import { pass, seconds } from './virtual-page.js';

export const baseUrl = 'https://mydatahelps.org/';
const authenticatorLatencyMs = 200;
const apiLatencyMs = 60;

export type Answer =
  | { token: true; expiresIn?: number; subject?: string }
  | { status: number; headers?: Record<string, string>; body?: string }
  | { hangs: true }
  | { unreachable: true };

export interface World {
  sdk: MyDataHelps;
  store: TokenStore;
  /** What the authenticator answers; asked when a call arrives. */
  answer: (call: number) => Answer;
  /** When each call to the authenticator came, in true milliseconds. */
  authenticatorCalls: number[];
  /** Bodies of the calls. */
  reasons: string[];
  /** The most that were on their way at once. */
  overlap: number;
  apiRequests: { url: string; method: string; status: number }[];
  /** Makes the API refuse every token issued so far. */
  revoke(): void;
  /** What the API answers to one path in place of 200. */
  refusePath: (path: string) => boolean;
  trueNow(): number;
  sleep(ms: number): void;
  setWall(byMs: number): void;
}

interface Issued {
  text: string;
  untilTrue: number;
}

export function createWorld(lifeSeconds: number, options: Partial<TokenStoreOptions> = {}): World {
  let sleptMs = 0;
  const startedMs = performance.now();
  let issued: Issued[] = [];
  let onTheirWay = 0;
  let tokens = 0;

  const trueNow = () => performance.now() - startedMs + sleptMs;

  async function authenticator(init: RequestInit): Promise<Response> {
    const n = world.authenticatorCalls.push(trueNow());
    world.reasons.push((JSON.parse(init.body as string) as { reason: string }).reason);
    world.overlap = Math.max(world.overlap, ++onTheirWay);
    try {
      const answer = world.answer(n);
      if ('hangs' in answer) return await aborted(init.signal!);
      await delay(authenticatorLatencyMs);
      if ('unreachable' in answer) throw new TypeError('Failed to fetch');
      if ('status' in answer)
        return new Response(answer.body ?? '', { status: answer.status, headers: answer.headers ?? {} });
      const expiresIn = answer.expiresIn ?? lifeSeconds;
      const text = `token-${++tokens}`;
      issued.push({ text, untilTrue: trueNow() + expiresIn * 1000 });
      return Response.json({
        access_token: text,
        expires_in: expiresIn,
        token_type: 'Bearer',
        ...(answer.subject === undefined ? {} : { subject: answer.subject }),
      });
    } finally {
      onTheirWay--;
    }
  }

  async function api(url: string, init: RequestInit): Promise<Response> {
    const text = new Headers(init.headers).get('authorization')?.replace('Bearer ', '');
    await delay(apiLatencyMs);
    const isKnown = issued.some((token) => token.text === text && trueNow() < token.untilTrue);
    const status = isKnown && !world.refusePath(new URL(url).pathname) ? 200 : 401;
    world.apiRequests.push({ url, method: init.method ?? 'GET', status });
    return Response.json(
      { participantID: 'p-1', demographics: { firstName: 'Ada' } },
      { status, statusText: '' },
    );
  }

  vi.stubGlobal('fetch', (input: RequestInfo | URL, init: RequestInit = {}) => {
    const url = String(input instanceof Request ? input.url : input);
    const settings = input instanceof Request ? { method: input.method, headers: input.headers } : init;
    return url.startsWith(baseUrl) ? api(url, settings) : authenticator(init);
  });

  const sdk = new MyDataHelps();
  const world: World = {
    sdk,
    store: createTokenStore({
      authenticator: 'https://app.example/api/token',
      baseUrl,
      sdk,
      fetch: (input, init) => fetch(input, init),
      ...options,
    }),
    answer: () => ({ token: true }),
    authenticatorCalls: [],
    reasons: [],
    overlap: 0,
    apiRequests: [],
    revoke() {
      issued = [];
    },
    refusePath: () => false,
    trueNow,
    sleep(ms) {
      sleptMs += ms;
      vi.setSystemTime(Date.now() + ms);
    },
    setWall: (byMs) => void vi.setSystemTime(Date.now() + byMs),
  };
  // Its page listeners would reach into the next test.
  onTestFinished(() => world.store.stop());
  return world;
}

/** A world whose store has its first token. */
export async function active(lifeSeconds = 600): Promise<World> {
  const world = createWorld(lifeSeconds);
  void world.store.start();
  await pass(seconds(1));
  return world;
}

/** Calls through the SDK, one every five seconds, each given thirty to end. */
export interface Caller {
  made: number;
  interrupted: string[];
  stop(): void;
}

export function callEveryFiveSeconds(world: World): Caller {
  const caller: Caller = { made: 0, interrupted: [], stop: () => clearInterval(timer) };
  const timer = setInterval(() => void callOnce(world, caller), 5_000);
  return caller;
}

export async function callOnce(world: World, caller: Caller): Promise<void> {
  caller.made++;
  const madeAt = Math.round(world.trueNow());
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('not settled within 30 s')), 30_100);
  });
  try {
    await Promise.race([world.sdk.getParticipantInfo(), tooLate]);
  } catch (error) {
    caller.interrupted.push(`${madeAt}: ${error instanceof TokenError ? error.code : String(error)}`);
  } finally {
    clearTimeout(timer);
  }
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error));
  });
}
