// Activity, from React 19.2 on: a subtree that is hidden keeps its state, and its effects are undone.
import { Activity, useLayoutEffect, useState, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { expect, it } from 'vitest';
import { TokenGate, TokenStoreProvider, useSdkCall, useTokenState } from '../../../src/index.js';
import { createTokenWorld, useVirtualTime, type TokenWorld } from '../../token-world.js';
import { doing, mount, pass } from '../mount.js';

useVirtualTime();

type Mode = 'visible' | 'hidden';

function Status(): ReactNode {
  return useTokenState(({ status }) => status);
}

const insideOut = (world: TokenWorld, mode: Mode) => (
  <Activity mode={mode}>
    <TokenStoreProvider store={world.store}>
      <Status />
    </TokenStoreProvider>
  </Activity>
);

it('Activity hides and shows: the token is the same', async () => {
  const world = createTokenWorld();
  const page = await mount(insideOut(world, 'visible'));
  await pass(1_000);
  await page.render(insideOut(world, 'hidden'));
  await pass(5_000);
  expect(world.store.state.status).toBe('active');
  await page.render(insideOut(world, 'visible'));
  await pass(1_000);
  expect(page.text()).toBe('active');
  expect(world.calls).toBe(1);
});

it('Activity prerenders: no call before it is shown', async () => {
  const world = createTokenWorld();
  const page = await mount(insideOut(world, 'hidden'));
  await pass(60_000);
  expect([world.store.state.status, world.calls]).toEqual(['idle', 0]);
  await page.render(insideOut(world, 'visible'));
  await pass(1_000);
  expect(world.calls).toBe(1);
});

it('unmounted while it is hidden: the store is stopped', async () => {
  const world = createTokenWorld();
  const page = await mount(insideOut(world, 'visible'));
  await pass(1_000);
  await page.render(insideOut(world, 'hidden'));
  await page.render(null);
  await pass(0);
  expect(world.store.state.status).toBe('stopped');
});

it('another participant while the page is hidden: nothing of the former one is shown, not for a frame', async () => {
  const world = createTokenWorld();
  function Draft(): ReactNode {
    const [author] = useState(() => world.participant);
    return `draft of ${author}`;
  }
  function Name(): ReactNode {
    const { data } = useSdkCall(() => world.sdk.getParticipantInfo(), []);
    return ` data of ${data?.demographics.firstName}`;
  }
  const tree = (mode: Mode) => (
    <TokenStoreProvider store={world.store}>
      <Activity mode={mode}>
        <TokenGate>
          <Draft />
        </TokenGate>
        <Name />
      </Activity>
    </TokenStoreProvider>
  );
  const page = await mount(tree('visible'));
  await pass(1_000);
  expect(page.text()).toBe('draft of ada data of ada');
  await page.render(tree('hidden'));
  world.participant = 'bob';
  await doing(() => {
    world.store.signOut();
    void world.store.start();
  });
  await pass(2_000);
  expect(world.store.state.status).toBe('active');
  await doing(() => {
    flushSync(() => page.root.render(tree('visible')));
    expect(page.text()).not.toContain('ada');
  });
  await pass(1_000);
  expect(page.text()).toBe('draft of bob data of bob');
});

it('a mutation in a layout effect while revealing is not missed', async () => {
  const world = createTokenWorld();
  function SignsOut(): ReactNode {
    useLayoutEffect(() => {
      if (world.store.state.status === 'active') world.store.signOut();
    }, []);
    return null;
  }
  const tree = (mode: Mode) => (
    <TokenStoreProvider store={world.store}>
      <Activity mode={mode}>
        <Status />
        <TokenGate signedOut=" sign in"> open</TokenGate>
        <SignsOut />
      </Activity>
    </TokenStoreProvider>
  );
  const page = await mount(tree('hidden'));
  await pass(1_000);
  expect(world.store.state.status).toBe('active');
  await page.render(tree('visible'));
  expect(page.text()).toBe('signed-out sign in');
});
