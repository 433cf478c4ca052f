// How long a store runs: as long as somebody has it mounted, through everything that React does to a tree meanwhile.
import { StrictMode, Suspense, useEffect, useState, type ReactNode } from 'react';
import { expect, it } from 'vitest';
import { TokenGate, TokenStoreProvider, useTokenState } from '../../../src/index.js';
import { createTokenWorld, useVirtualTime, type TokenWorld } from '../../token-world.js';
import { doing, mount, pass } from '../mount.js';

useVirtualTime();

function Status(): ReactNode {
  return useTokenState(({ status }) => status);
}

interface Outcomes {
  answered: number;
  rejected: unknown[];
}

/** Calls the SDK in its first effect. */
function Caller({ world, outcomes }: { world: TokenWorld; outcomes: Outcomes }): ReactNode {
  useEffect(() => {
    world.sdk.getParticipantInfo().then(
      () => (outcomes.answered += 1),
      (error: unknown) => outcomes.rejected.push(error),
    );
  }, [world, outcomes]);
  return null;
}

it('StrictMode: a call in a child’s first effect is answered, and one authenticator call is made', async () => {
  const world = createTokenWorld();
  const outcomes: Outcomes = { answered: 0, rejected: [] };
  await mount(
    <StrictMode>
      <TokenStoreProvider store={world.store}>
        <Caller world={world} outcomes={outcomes} />
        <Status />
      </TokenStoreProvider>
    </StrictMode>,
  );
  await pass(1_000);
  expect(outcomes).toEqual({ answered: 2, rejected: [] });
  expect(world.calls).toBe(1);
});

it('the last provider that goes stops the store', async () => {
  const world = createTokenWorld();
  const page = await mount(<TokenStoreProvider store={world.store} />);
  await pass(1_000);
  expect(world.store.state.status).toBe('active');
  await page.unmount();
  expect(world.store.state.status).toBe('stopped');
  expect(world.store.peek()).toBeNull();
});

it('keyed remount in one commit: no second call', async () => {
  const world = createTokenWorld();
  const tree = (key: string) => (
    <TokenStoreProvider key={key} store={world.store}>
      <Status />
    </TokenStoreProvider>
  );
  const page = await mount(tree('one'));
  await pass(1_000);
  await page.render(tree('two'));
  await pass(1_000);
  expect(page.text()).toBe('active');
  expect(world.calls).toBe(1);
});

it('a boundary suspends again: the token stays', async () => {
  const world = createTokenWorld();
  let suspend: (on: boolean) => void = () => undefined;
  const forever = new Promise<never>(() => undefined);
  function Suspending(): ReactNode {
    const [isSuspended, setSuspended] = useState(false);
    suspend = setSuspended;
    // eslint-disable-next-line typescript/only-throw-error -- how a component suspends in every version
    if (isSuspended) throw forever;
    return 'content';
  }
  const page = await mount(
    <Suspense fallback="suspended">
      <TokenStoreProvider store={world.store}>
        <Suspending />
      </TokenStoreProvider>
    </Suspense>,
  );
  await pass(1_000);
  await doing(() => suspend(true));
  await pass(5_000);
  expect(page.container.innerHTML).toContain('suspended');
  expect(world.store.state.status).toBe('active');
  await doing(() => suspend(false));
  await pass(1_000);
  expect(world.calls).toBe(1);
});

it('the store prop changes on one SDK: the second store is active', async () => {
  const world = createTokenWorld();
  const second = world.createStore({ sdk: world.sdk });
  const tree = (store: TokenWorld['store']) => (
    <TokenStoreProvider store={store}>
      <Status />
    </TokenStoreProvider>
  );
  const page = await mount(tree(world.store));
  await pass(1_000);
  await page.render(tree(second));
  await pass(1_000);
  expect(page.text()).toBe('active');
  expect([world.store.state.status, second.state.status]).toEqual(['stopped', 'active']);
});

it('hot replacement: the old module’s store lets go, the new one has the SDK', async () => {
  const world = createTokenWorld();
  const badge = (store: TokenWorld['store']) => (
    <TokenStoreProvider store={store}>
      <Status />
    </TokenStoreProvider>
  );
  const page = await mount(badge(world.store));
  await pass(1_000);
  // A module that is replaced makes its store anew, with the same SDK, before its components are rendered.
  const replacement = world.createStore({ sdk: world.sdk });
  await page.render(badge(replacement));
  await pass(1_000);
  expect(replacement.state.status).toBe('active');
  await expect(Promise.all([world.sdk.getParticipantInfo(), pass(1_000)])).resolves.toBeDefined();
  expect(world.apiTokens).toEqual([replacement.peek()]);
});

it('one store, two roots: the first that goes takes nothing from the other', async () => {
  const world = createTokenWorld();
  const tree = (
    <TokenStoreProvider store={world.store}>
      <Status />
    </TokenStoreProvider>
  );
  const [one, other] = [await mount(tree), await mount(tree)];
  await pass(1_000);
  await one.unmount();
  await pass(1_000);
  expect(other.text()).toBe('active');
  expect(world.calls).toBe(1);
  await other.unmount();
  expect(world.store.state.status).toBe('stopped');
});

it('two stores, each with its own consumers', async () => {
  const world = createTokenWorld();
  const outer = world.store;
  const inner = world.createStore();
  function Both(): ReactNode {
    const ofInner = useTokenState(({ status }) => status);
    const ofOuter = useTokenState(({ status }) => status, outer);
    return `${ofInner} ${ofOuter}`;
  }
  const page = await mount(
    <TokenStoreProvider store={outer}>
      <TokenStoreProvider store={inner}>
        <Both />
        <TokenGate store={outer}> outer open</TokenGate>
        <TokenGate> inner open</TokenGate>
      </TokenStoreProvider>
    </TokenStoreProvider>,
  );
  await pass(1_000);
  await doing(() => inner.signOut());
  expect(page.text()).toBe('signed-out active outer open');
});

it('hosted by MyDataHelps: the gate opens, no call is made', async () => {
  const { connectSdk } = await import('@mdh-tokens/store');
  const world = createTokenWorld({ sdk: undefined });
  connectSdk(world.store, world.sdk, { hosted: true });
  const page = await mount(
    <TokenStoreProvider store={world.store}>
      <TokenGate fallback="wait">open</TokenGate>
    </TokenStoreProvider>,
  );
  await pass(60_000);
  expect(page.text()).toBe('open');
  expect(world.calls).toBe(0);
});
