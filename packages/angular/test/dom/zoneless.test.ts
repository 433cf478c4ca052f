// A store in an application without zone.js.
import { HttpClient, provideHttpClient, withFetch, withInterceptors } from '@angular/common/http';
import {
  createEnvironmentInjector,
  effect,
  EnvironmentInjector,
  PLATFORM_ID,
  provideZonelessChangeDetection,
  signal,
} from '@angular/core';
import { connectSdk, type TokenStore } from '@mdh-tokens/store';
import { expect, it, vi } from 'vitest';
import { everyText } from '../../../react/test/every-text.js';
import { createTokenWorld, lifeSeconds, useVirtualTime } from '../../../react/test/token-world.js';
import {
  injectTokenState,
  injectTokenStore,
  provideTokenStore,
  sdkResource,
  tokenInterceptor,
} from '../../src/index.js';
import { openApp, pass } from '../open-app.js';

useVirtualTime();

const providersOf = (store: TokenStore) => [provideZonelessChangeDetection(), provideTokenStore(() => store)];
const gate = '{{ status() }} @if (isOpen()) { <b>open</b> } @else { <b>closed</b> }';
const gated = (): object => ({
  status: injectTokenState(({ status }) => status),
  isOpen: injectTokenState(({ status }) => ['active', 'degraded', 'expired', 'hosted'].includes(status)),
});

it('runs as long as the application, with one call, and opens what waits for the token', async () => {
  const world = createTokenWorld();
  const { text, close } = await openApp(gate, gated, providersOf(world.store));
  await pass(50);
  expect(text()).toBe('acquiring closed');
  await pass(1_000);
  expect([text(), world.calls]).toEqual(['active open', 1]);
  close();
  await pass(0);
  expect([world.store.state.status, world.store.peek()]).toEqual(['stopped', null]);
});

it('one store, two applications: the first that goes takes nothing from the other', async () => {
  const world = createTokenWorld();
  const one = await openApp(gate, gated, providersOf(world.store));
  const other = await openApp(gate, gated, providersOf(world.store));
  await pass(1_000);
  one.close();
  await pass(1_000);
  expect([other.text(), world.calls]).toEqual(['active open', 1]);
});

it('a provider of a route: its store goes with it, and gives its SDK to the next', async () => {
  const world = createTokenWorld({ sdk: undefined });
  const { app } = await openApp('', () => ({}), [provideZonelessChangeDetection()]);
  const route = (store: TokenStore): EnvironmentInjector =>
    createEnvironmentInjector([provideTokenStore(() => store)], app.injector.get(EnvironmentInjector));
  const [first, second] = [world.createStore({ sdk: world.sdk }), world.createStore({ sdk: world.sdk })];
  const old = route(first);
  await pass(1_000);
  expect(first.state.status).toBe('active');
  old.destroy();
  const next = route(second);
  await pass(2_000);
  expect([first.state.status, second.state.status]).toEqual(['stopped', 'active']);
  next.destroy();
});

it('hosted by MyDataHelps: what is gated is shown, no call is made', async () => {
  const world = createTokenWorld({ sdk: undefined });
  connectSdk(world.store, world.sdk, { hosted: true });
  const { text } = await openApp(gate, gated, providersOf(world.store));
  await pass(60_000);
  expect([text(), world.calls]).toEqual(['hosted open', 0]);
});

it('a refresh runs no effect that reads the status, and a burst of states causes one', async () => {
  const world = createTokenWorld();
  const seen: string[] = [];
  await openApp(
    '',
    () => {
      const status = injectTokenState((state) => state.status);
      effect(() => void seen.push(status()));
      return {};
    },
    providersOf(world.store),
  );
  await pass(3 * lifeSeconds * 1000);
  expect(world.calls).toBeGreaterThan(3);
  expect(seen).toEqual(['acquiring', 'active']);
  world.store.signOut();
  void world.store.start();
  world.store.signOut();
  await pass(100);
  expect(seen).toEqual(['acquiring', 'active', 'signed-out']);
});

it('a failed refresh keeps what is shown', async () => {
  const world = createTokenWorld();
  const { text } = await openApp(gate, gated, providersOf(world.store));
  await pass(1_000);
  const shown = document.querySelector('b');
  world.status = 503;
  await pass(2 * lifeSeconds * 1000);
  expect(text()).toBe('expired open');
  expect(document.querySelector('b')).toBe(shown);
});

it('two stores, each with its own consumers', async () => {
  const world = createTokenWorld();
  const other = world.createStore();
  const release = other.hold();
  const { text } = await openApp(
    '{{ own() }} {{ other() }}',
    () => ({
      own: injectTokenState(({ status }) => status),
      other: injectTokenState(({ status }) => status, other),
    }),
    providersOf(world.store),
  );
  await pass(1_000);
  world.store.signOut();
  await pass(100);
  expect(text()).toBe('signed-out active');
  release();
});

it('100 applications on a server leave no listener and make no call', async () => {
  const world = createTokenWorld();
  const listeners = new Set<unknown>();
  const hold = vi.fn<TokenStore['hold']>(world.store.hold);
  const on: TokenStore['on'] = (name, handler) => {
    const ignore = world.store.on(name, handler);
    listeners.add(handler);
    return () => {
      listeners.delete(handler);
      ignore();
    };
  };
  const store = { ...world.store, state: world.store.state, on, hold } as TokenStore;
  const loader = vi.fn<() => Promise<string>>();
  const withCall = (): object => ({ ...gated(), call: sdkResource({ loader }) });
  const onServer = [...providersOf(store), { provide: PLATFORM_ID, useValue: 'server' }];
  for (let n = 0; n < 100; n += 1) {
    const { text, close } = await openApp(gate, withCall, onServer);
    await pass(50);
    expect(text()).toBe('idle closed');
    close();
  }
  expect([listeners.size, hold.mock.calls, world.calls, loader.mock.calls]).toEqual([0, [], 0, []]);
});

it('a component without a store says what to do', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  await expect(
    openApp('', () => ({ store: injectTokenStore() }), [provideZonelessChangeDetection()]),
  ).rejects.toThrow('No store: providers: [provideTokenStore(() => store)]');
});

it('the token is in no signal, component or error', async () => {
  const world = createTokenWorld();
  let held: object = {};
  await openApp(
    '',
    () => (held = { state: injectTokenState(), store: injectTokenStore() }),
    providersOf(world.store),
  );
  await pass(1_000);
  world.store.signOut();
  const { state } = held as { state: () => object };
  const text = everyText({ held, state: state() });
  expect(text).toContain('signed_out');
  expect(text).not.toContain(world.issued[0]);
});

async function openClient(store: TokenStore, baseUrl?: string): Promise<HttpClient> {
  const { app } = await openApp('', () => ({}), [
    ...providersOf(store),
    provideHttpClient(withFetch(), withInterceptors([tokenInterceptor(baseUrl)])),
  ]);
  return app.injector.get(HttpClient);
}

async function answerOf<T>(answer: ReturnType<HttpClient['get']>): Promise<T> {
  const told = new Promise<T>((resolve, reject) =>
    answer.subscribe({ next: (value) => resolve(value as T), error: reject }),
  );
  told.catch(() => undefined);
  await pass(2_000);
  return told;
}

it.each([
  ['https://mydatahelps.org/api/v1/delegated/participant', true],
  ['https://mydatahelps.org.evil.example/api', false],
  ['https://mydatahelps.org@evil.example/api', false],
  ['http://mydatahelps.org/api', false],
  ['https://else.example/https://mydatahelps.org/', false],
  ['/api/own', false],
])('the token goes to the base URL only: %s', async (url, isSent) => {
  const world = createTokenWorld();
  const client = await openClient(world.store);
  await answerOf(client.get(url));
  expect(world.apiTokens).toEqual([isSent ? world.issued[0] : '']);
});

it('401: a new token, once', async () => {
  const world = createTokenWorld();
  const client = await openClient(world.store);
  await pass(1_000);
  world.refused.add(world.issued[0]!);
  expect(await answerOf(client.get('https://mydatahelps.org/api'))).toMatchObject({ participantID: 'ada' });
  expect(world.apiTokens).toEqual(world.issued.slice(0, 2));
  world.refused.add('token-2-of-ada').add('token-3-of-ada');
  await expect(answerOf(client.get('https://mydatahelps.org/api'))).rejects.toMatchObject({ status: 401 });
  expect(world.apiTokens.slice(2)).toEqual(['token-2-of-ada', 'token-3-of-ada']);
});

it('a write under custom/ is not sent twice', async () => {
  const world = createTokenWorld();
  const client = await openClient(world.store);
  await pass(1_000);
  world.refused.add(world.issued[0]!);
  const write = client.post('https://mydatahelps.org/api/v1/delegated/custom/name', {});
  await expect(answerOf(write)).rejects.toMatchObject({ status: 401 });
  expect(world.apiTokens).toHaveLength(1);
});

it('a request is not repeated as the next participant', async () => {
  const world = createTokenWorld();
  const client = await openClient(world.store);
  await pass(1_000);
  world.refused.add(world.issued[0]!);
  const told = new Promise((resolve, reject) =>
    client.get('https://mydatahelps.org/api').subscribe({ next: resolve, error: reject }),
  );
  const refused = expect(told).rejects.toMatchObject({ status: 401 });
  await pass(10);
  world.store.signOut();
  world.participant = 'bob';
  void world.store.start();
  await pass(3_000);
  await refused;
  expect(world.apiTokens).toHaveLength(1);
});

it('a call that is left makes no request', async () => {
  const world = createTokenWorld();
  const client = await openClient(world.store);
  client.get('https://mydatahelps.org/api').subscribe().unsubscribe();
  await pass(2_000);
  expect(world.apiTokens).toEqual([]);
});

it('sdkResource asks again when a token is back, and forgets a participant who has gone', async () => {
  const world = createTokenWorld();
  world.status = 503;
  const about = signal<string | undefined>('name');
  const template = '{{ name.status() }} {{ name.hasValue() ? name.value() : "" }}';
  const make = (): object => ({
    name: sdkResource({
      params: about,
      loader: async (asked) => `${asked} ${(await world.sdk.getParticipantInfo()).demographics.firstName}`,
    }),
  });
  const { text } = await openApp(template, make, providersOf(world.store));
  await pass(31_000);
  expect(text()).toBe('error');
  world.status = 200;
  await pass(60_000);
  expect(text()).toBe('resolved name ada');
  world.store.signOut();
  await pass(100);
  expect(text()).toBe('idle');
  world.participant = 'bob';
  void world.store.start();
  await pass(3_000);
  expect(text()).toBe('resolved name bob');
  about.set('first name');
  await pass(1_000);
  expect(text()).toBe('resolved first name bob');
});
