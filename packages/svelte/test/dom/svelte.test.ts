// A store in Svelte components: how long it runs, what they show, and what is left of a participant who has gone.
import { connectSdk, type TokenStore } from '@mdh-tokens/store';
import { flushSync, mount, unmount } from 'svelte';
import { expect, it, onTestFinished, vi } from 'vitest';
import { everyText } from '../../../react/test/every-text.js';
import {
  createTokenWorld,
  lifeSeconds,
  useVirtualTime,
  type TokenWorld,
} from '../../../react/test/token-world.js';
import { tokenState } from '../../src/index.js';
import Badge from './Badge.svelte';
import Page from './Page.svelte';
import Reactive from './Reactive.svelte';
import Two from './Two.svelte';

useVirtualTime();

interface Opened {
  text(): string;
  close(): Promise<void>;
  readonly seen: string[];
}

const callSdk = (world: TokenWorld) => async () =>
  (await world.sdk.getParticipantInfo()).demographics.firstName;

function open(
  world: TokenWorld,
  store: TokenStore = world.store,
  call = callSdk(world),
  tree: typeof Page = Page,
): Opened {
  const target = document.createElement('div');
  document.body.append(target);
  const seen: string[] = [];
  const page = mount(tree, { target, props: { store, call, seen } });
  let isOpen = true;
  const close = async (): Promise<void> => {
    if (isOpen) await unmount(page);
    isOpen = false;
    target.remove();
  };
  onTestFinished(close);
  const text = (): string => (target.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
  return { text, seen, close };
}

async function pass(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
  flushSync();
}

it('runs as long as the layout is there, with one call', async () => {
  const world = createTokenWorld();
  const page = open(world);
  expect(page.text()).toBe('acquiring closed loading');
  await pass(1_000);
  expect([page.text(), world.calls]).toEqual(['active open ada', 1]);
  await page.close();
  await pass(0);
  expect([world.store.state.status, world.store.peek()]).toEqual(['stopped', null]);
});

it('a refresh runs no effect that reads the status', async () => {
  const world = createTokenWorld();
  const { seen } = open(world);
  await pass(3 * lifeSeconds * 1000);
  expect(world.calls).toBeGreaterThan(3);
  expect(seen).toEqual(['acquiring', 'active']);
});

it('a failed refresh keeps the content', async () => {
  const world = createTokenWorld();
  const { text, seen } = open(world);
  await pass(1_000);
  world.status = 503;
  await pass(2 * lifeSeconds * 1000);
  expect(seen).toEqual(['acquiring', 'active', 'degraded', 'expired']);
  expect(text()).toBe('expired open ada');
});

it('a burst of states in one task causes one effect', async () => {
  const world = createTokenWorld();
  const { seen } = open(world);
  await pass(1_000);
  world.store.signOut();
  void world.store.start();
  world.store.signOut();
  await pass(0);
  expect(seen).toEqual(['acquiring', 'active', 'signed-out']);
});

it('signed out, then another participant: the content is new, and nothing of the former one is shown', async () => {
  const world = createTokenWorld();
  const { text } = open(world);
  await pass(1_000);
  world.store.signOut();
  await pass(0);
  expect(text()).toBe('signed-out closed signed_out');
  world.participant = 'bob';
  void world.store.start();
  await pass(2_000);
  expect(text()).toBe('active open bob');
});

it('a call asks again by itself when a token is back after an outage', async () => {
  const world = createTokenWorld();
  world.status = 503;
  const { text } = open(world);
  await pass(31_000);
  expect(text()).toBe('acquiring closed timeout');
  world.status = 200;
  await pass(60_000);
  expect(text()).toBe('active open ada');
});

it('one store, two roots: the first that goes takes nothing from the other', async () => {
  const world = createTokenWorld();
  const [one, other] = [open(world), open(world)];
  await pass(1_000);
  await one.close();
  await pass(1_000);
  expect(other.text()).toBe('active open ada');
  expect(world.calls).toBe(1);
});

it('hosted by MyDataHelps: what is gated is shown, no call is made', async () => {
  const world = createTokenWorld({ sdk: undefined });
  connectSdk(world.store, world.sdk, { hosted: true });
  const { text } = open(world, world.store, async () => 'ada');
  await pass(1_000);
  expect(text()).toBe('hosted open ada');
  expect(world.calls).toBe(0);
});

it('hot replacement: the old module’s store lets go, the new one has the SDK', async () => {
  const world = createTokenWorld();
  const old = open(world);
  await pass(1_000);
  const replacement = world.createStore({ sdk: world.sdk });
  await old.close();
  const { text } = open(world, replacement);
  await pass(2_000);
  expect([world.store.state.status, text()]).toEqual(['stopped', 'active open ada']);
});

it('outside of an effect the state is true, and nothing listens', () => {
  const world = createTokenWorld();
  const on = vi.spyOn(world.store, 'on');
  const tokens = tokenState(world.store);
  expect(tokens.current.status).toBe('idle');
  world.store.signOut();
  expect(tokens.current).toBe(world.store.state);
  expect(on).not.toHaveBeenCalled();
});

it('a component without a store says what to do', () => {
  const target = document.createElement('div');
  expect(() => mount(Badge, { target, props: {} })).toThrow(
    'No token store here: write setTokenStore(store) in the layout’s script.',
  );
});

it('the token is in no context, state or error', async () => {
  const world = createTokenWorld();
  const { seen } = open(world);
  const tokens = tokenState(world.store);
  await pass(1_000);
  world.store.signOut();
  const text = everyText({ seen, state: tokens.current, store: world.store });
  expect(text).toContain('signed_out');
  expect(text).not.toContain(world.issued[0]);
});

it('two stores, each with its own consumers', async () => {
  const world = createTokenWorld();
  const other = world.createStore();
  const target = document.createElement('div');
  const page = mount(Two, { target, props: { store: world.store, other } });
  onTestFinished(() => unmount(page));
  await pass(1_000);
  world.store.signOut();
  await pass(0);
  expect(target.textContent?.replaceAll(/\s+/g, ' ').trim()).toBe('signed-out closed active open active');
});

it('a store in reactive state is refused or kept whole', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const world = createTokenWorld();
  const { text } = open(world, world.store, callSdk(world), Reactive);
  await pass(1_000);
  expect(text()).toBe('active open ada');
  expect(world.calls).toBe(1);
});
