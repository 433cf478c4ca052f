// How long a store runs, and that Vue leaves it whole.
import { connectSdk, type TokenStore } from '@mdh-tokens/store';
import { defineComponent, effectScope, h, reactive, ref, type App, type Component } from 'vue';
import { expect, it, vi } from 'vitest';
import { createTokenWorld, lifeSeconds, useVirtualTime } from '../../../react/test/token-world.js';
import { everyText } from '../../../react/test/every-text.js';
import {
  createTokens,
  TokenGate,
  useGetToken,
  useTokenEvent,
  useTokenState,
  useTokenStore,
} from '../../src/index.js';
import { mount, pass } from './mount.js';

useVirtualTime();

const Status = defineComponent(() => {
  const status = useTokenState((state) => state.status);
  return () => status.value;
});
const using = (store: TokenStore) => (app: App) => void app.use(createTokens(store));

it('runs from app.use() to app.unmount(), with one call', async () => {
  const world = createTokenWorld();
  const { app, text } = mount(Status, using(world.store));
  await pass(1_000);
  expect([text(), world.calls]).toEqual(['active', 1]);
  app.unmount();
  await pass(0);
  expect([world.store.state.status, world.store.peek()]).toEqual(['stopped', null]);
});

it('one store, two apps: the first that goes takes nothing from the other', async () => {
  const world = createTokenWorld();
  const tokens = createTokens(world.store);
  const one = mount(Status, (app) => void app.use(tokens));
  const other = mount(Status, (app) => void app.use(tokens));
  await pass(1_000);
  one.app.unmount();
  await pass(1_000);
  expect([other.text(), world.calls]).toEqual(['active', 1]);
});

it('two stores, each with its own consumers', async () => {
  const world = createTokenWorld();
  const second = world.createStore();
  const release = second.hold();
  const Both = defineComponent(() => {
    const [ofApp, ofSecond] = [useTokenState(), useTokenState((state) => state.status, second)];
    return () => `${ofApp.value.status} ${ofSecond.value}`;
  });
  const { text } = mount(Both, using(world.store));
  await pass(1_000);
  second.signOut();
  await pass(0);
  expect(text()).toBe('active signed-out');
  release();
});

it('a store in reactive state is kept whole', async () => {
  const world = createTokenWorld({ sdk: undefined });
  const state = reactive({ store: world.store });
  const deep = ref({ store: reactive(world.createStore()) });
  const disconnect = connectSdk(useTokenStore(state.store), world.sdk);
  mount(Status, using(state.store));
  mount(Status, using(deep.value.store));
  await pass(1_000);
  expect([world.store.state.status, deep.value.store.state.status]).toEqual(['active', 'active']);
  expect((await Promise.all([world.sdk.getParticipantInfo(), pass(1_000)]))[0].participantID).toBe('ada');
  disconnect();
});

it('hot replacement: the old module’s store lets go, the new one has the SDK', async () => {
  const world = createTokenWorld();
  const old = mount(Status, using(world.store));
  await pass(1_000);
  const replacement = world.createStore({ sdk: world.sdk });
  old.app.unmount();
  const { text } = mount(Status, using(replacement));
  await pass(2_000);
  expect([world.store.state.status, text()]).toEqual(['stopped', 'active']);
});

it('hosted by MyDataHelps: the gate opens, no call is made', async () => {
  const world = createTokenWorld({ sdk: undefined });
  connectSdk(world.store, world.sdk, { hosted: true });
  const { text } = mount(
    { render: () => h(TokenGate, null, { default: () => ['open'] }) },
    using(world.store),
  );
  await pass(60_000);
  expect([text(), world.calls]).toEqual(['open', 0]);
});

it('outside of a component, in an effect scope, it follows the store at once and until the scope ends', async () => {
  const world = createTokenWorld();
  const release = world.store.hold();
  const scope = effectScope();
  const status = scope.run(() => useTokenState((state) => state.status, world.store))!;
  expect(status.value).toBe('acquiring');
  await pass(1_000);
  expect(status.value).toBe('active');
  scope.stop();
  world.store.signOut();
  expect(status.value).toBe('active');
  release();
});

it('useGetToken: 100 calls cause 0 renders', async () => {
  const world = createTokenWorld();
  let renders = 0;
  let ask: TokenStore['getToken'] = () => Promise.reject(new Error('not mounted'));
  const Asking = defineComponent(() => {
    ask = useGetToken();
    return () => `${(renders += 1)}`;
  });
  mount(Asking, using(world.store));
  const tokens = await Promise.all([...Array.from({ length: 100 }, () => ask()), pass(1_000)]);
  expect(new Set(tokens.slice(0, 100))).toEqual(new Set(world.issued));
  expect(renders).toBe(1);
});

it('a refresh renders nothing that selects the status, and a burst of states causes one render', async () => {
  const world = createTokenWorld();
  let renders = 0;
  const Counting = defineComponent(() => {
    const status = useTokenState((state) => state.status);
    return () => `${status.value} ${(renders += 1)}`;
  });
  const { text } = mount(Counting, using(world.store));
  await pass(1_000);
  const before = renders;
  await pass((lifeSeconds / 2) * 1000 + 1_000);
  expect(world.calls).toBeGreaterThan(1);
  expect(renders).toBe(before);
  world.store.signOut();
  void world.store.start();
  world.store.signOut();
  await pass(0);
  expect(text()).toBe(`signed-out ${before + 1}`);
});

it('useTokenEvent listens as long as the component is there', async () => {
  const world = createTokenWorld();
  const heard = vi.fn<() => void>();
  const Listening = defineComponent(() => {
    useTokenEvent('token', heard);
    return () => null;
  });
  const isShown = ref(true);
  mount({ render: () => (isShown.value ? h(Listening) : null) }, using(world.store));
  await pass(1_000);
  expect(heard).toHaveBeenCalledOnce();
  isShown.value = false;
  await pass(lifeSeconds * 1000);
  expect(heard).toHaveBeenCalledOnce();
});

it.each<[string, Component | null]>([
  ['a component of an app without a store', Status],
  ['a plugin without a store', null],
])('%s says what to do', (_name, root) => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const errors: unknown[] = [];
  const caught = (app: App): void => {
    app.config.errorHandler = (error) => errors.push(error);
  };
  if (root === null) expect(() => createTokens(undefined as never)).toThrow('app.use(createTokens(store))');
  else mount(root, caught);
  expect(errors.map(String)).toEqual(
    root === null ? [] : ['TokenError: No store: app.use(createTokens(store))'],
  );
});

it('the token is in no ref, prop, provided value or error', async () => {
  const world = createTokenWorld();
  // Vue warns of whoever looks at everything that a component has.
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const Everything = defineComponent({
    setup: () => ({ state: useTokenState(), store: useTokenStore(), getToken: useGetToken() }),
    render: () => 'page',
  });
  const { app, container } = mount(Everything, using(world.store));
  await pass(1_000);
  world.store.signOut();
  await pass(0);
  const text = everyText({ app, tree: Reflect.get(container, '_vnode') as unknown });
  expect(text).toContain('signed_out');
  expect(world.issued).toHaveLength(1);
  expect(text).not.toContain(world.issued[0]);
});
