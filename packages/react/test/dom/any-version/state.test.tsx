// How often components render, and that no hook hands out the token.
import { Component, useEffect, useLayoutEffect, useState, type ReactNode } from 'react';
import type { GetTokenOptions, TokenEvents, TokenState } from '@mdh-tokens/store';
import { expect, it, vi } from 'vitest';
import {
  TokenStoreProvider,
  useGetToken,
  useTokenEvent,
  useTokenState,
  useTokenStore,
} from '../../../src/index.js';
import { createTokenWorld, lifeSeconds, useVirtualTime, type TokenWorld } from '../../token-world.js';
import { everyText } from '../../every-text.js';
import { doing, mount, pass } from '../mount.js';

useVirtualTime();

class Boundary extends Component<{ children: ReactNode }, { message: string | null }> {
  override state = { message: null as string | null };
  static getDerivedStateFromError = ({ message }: Error) => ({ message });
  override render(): ReactNode {
    return this.state.message ?? this.props.children;
  }
}

/** One refresh: React 18 renders only at the end of each step. */
async function passRefresh(world: TokenWorld): Promise<void> {
  const { calls } = world;
  while (world.calls === calls) await pass(50);
  await pass(1_000);
}

/** A component that counts its renders of `show()`. */
function counting(show: () => ReactNode): { Counting: () => ReactNode; count: { renders: number } } {
  const count = { renders: 0 };
  function Counting(): ReactNode {
    count.renders += 1;
    return show();
  }
  return { Counting, count };
}

it('a refresh renders nothing that selects the status, and the whole state twice', async () => {
  const world = createTokenWorld();
  const status = counting(() => useTokenState((state) => state.status));
  const whole = counting(() => JSON.stringify(useTokenState()));
  await mount(
    <TokenStoreProvider store={world.store}>
      <status.Counting />
      <whole.Counting />
    </TokenStoreProvider>,
  );
  await pass(1_000);
  status.count.renders = whole.count.renders = 0;
  await passRefresh(world);
  expect([status.count.renders, whole.count.renders]).toEqual([0, 2]);
});

it('a selector that makes an object renders once a snapshot', async () => {
  const world = createTokenWorld();
  const { Counting, count } = counting(() => useTokenState(({ status }) => ({ status })).status);
  const page = await mount(
    <TokenStoreProvider store={world.store}>
      <Counting />
    </TokenStoreProvider>,
  );
  await pass(1_000);
  expect(page.text()).toBe('active');
  const before = count.renders;
  let snapshots = 0;
  world.store.on('state', () => (snapshots += 1));
  await passRefresh(world);
  expect(snapshots).toBe(2);
  expect(count.renders - before).toBe(snapshots);
});

it('a burst of states in one task causes one render', async () => {
  const world = createTokenWorld();
  const { Counting, count } = counting(() => useTokenState().status);
  const page = await mount(
    <TokenStoreProvider store={world.store}>
      <Counting />
    </TokenStoreProvider>,
  );
  await pass(1_000);
  const before = count.renders;
  let states = 0;
  world.store.on('state', () => (states += 1));
  await doing(() => {
    world.store.signOut();
    void world.store.start();
    world.store.signOut();
  });
  expect(states).toBe(3);
  expect(page.text()).toBe('signed-out');
  expect(count.renders - before).toBe(1);
});

it('useGetToken: 100 calls cause 0 renders, and it is the same function for the life of the store', async () => {
  const world = createTokenWorld();
  const given = new Set<unknown>();
  let ask: (options?: GetTokenOptions) => Promise<string> = () => Promise.reject(new Error('not mounted'));
  const { Counting, count } = counting(() => {
    const getToken = useGetToken();
    const [, render] = useState(0);
    useEffect(() => {
      given.add(getToken);
      ask = getToken;
      render(1);
    }, [getToken]);
    return null;
  });
  await mount(
    <TokenStoreProvider store={world.store}>
      <Counting />
    </TokenStoreProvider>,
  );
  await pass(1_000);
  const before = count.renders;
  const tokens = await Promise.all(Array.from({ length: 100 }, () => ask({ timeoutSeconds: 5 })));
  await pass(1_000);
  expect(new Set(tokens)).toEqual(new Set(world.issued));
  expect(given.size).toBe(1);
  expect(count.renders).toBe(before);
});

it('useTokenEvent calls the handler of the last render, from the first event on', async () => {
  const world = createTokenWorld();
  const seen: string[] = [];
  function Listener({ name }: { name: string }): ReactNode {
    useTokenEvent('refresh-start', ({ reason }) => seen.push(`${name} ${reason}`));
    return null;
  }
  const tree = (name: string) => (
    <TokenStoreProvider store={world.store}>
      <Listener name={name} />
    </TokenStoreProvider>
  );
  const page = await mount(tree('one'));
  await pass(1_000);
  await page.render(tree('two'));
  await pass((lifeSeconds / 2) * 1000);
  expect(seen).toEqual(['one start', 'two schedule']);
  await page.render(<TokenStoreProvider store={world.store} />);
  await pass(lifeSeconds * 1000);
  expect(seen).toHaveLength(2);
});

it.each([
  ['useTokenState', () => useTokenState().status],
  ['useTokenStore', () => useTokenStore().state.status],
])('%s outside of a provider says what to do', async (_name, show) => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const { Counting } = counting(show);
  const page = await mount(
    <Boundary>
      <Counting />
    </Boundary>,
  );
  expect(page.text()).toBe(
    'No token store here. Write <TokenStoreProvider store={store}> around this component.',
  );
});

it('a provider without a store says what to do', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const page = await mount(
    <Boundary>
      <TokenStoreProvider store={undefined as never} />
    </Boundary>,
  );
  expect(page.text()).toContain('const store = createTokenStore({ … })');
});

it('a state that comes between render and subscription is not missed', async () => {
  const world = createTokenWorld();
  function SignsOut(): ReactNode {
    const store = useTokenStore();
    useLayoutEffect(() => store.signOut(), [store]);
    return null;
  }
  const page = await mount(
    <TokenStoreProvider store={world.store}>
      <Status />
      <SignsOut />
    </TokenStoreProvider>,
  );
  await pass(0);
  expect(page.text()).toBe(world.store.state.status);
});

function Status(): ReactNode {
  return useTokenState(({ status }: TokenState) => status);
}

it('the token is in no state, prop, context value, snapshot or error', async () => {
  const world = createTokenWorld();
  const events: TokenEvents['state'][] = [];
  function Everything(): ReactNode {
    const state = useTokenState();
    const store = useTokenStore();
    const getToken = useGetToken();
    useTokenEvent('state', (payload) => events.push(payload));
    return <p data-state={JSON.stringify(state)}>{typeof store.fetch + typeof getToken}</p>;
  }
  const page = await mount(
    <TokenStoreProvider store={world.store}>
      <Everything />
    </TokenStoreProvider>,
  );
  await pass(1_000);
  await doing(() => world.store.signOut());
  const [rootKey] = Object.keys(page.container).filter((key) => key.startsWith('__reactContainer'));
  const text = everyText({ fibers: Reflect.get(page.container, rootKey!) as unknown, events });
  expect(text).toContain('signed_out');
  expect(world.issued.length).toBeGreaterThan(0);
  for (const token of world.issued) expect(text).not.toContain(token);
});
