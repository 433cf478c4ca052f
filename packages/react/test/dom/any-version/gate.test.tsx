// When the gate opens and closes, and what is left of a participant when it has.
import { Component, useEffect, useState, type ReactNode } from 'react';
import type { TokenError, TokenStore } from '@mdh-tokens/store';
import { describe, expect, it, vi } from 'vitest';
import { TokenGate, TokenStoreProvider, type TokenGateProps } from '../../../src/index.js';
import { createTokenWorld, lifeSeconds, useVirtualTime } from '../../token-world.js';
import { doing, mount, pass } from '../mount.js';

useVirtualTime();

/** What the page of a participant holds: who it was mounted for. */
function createForm(): {
  Form: () => ReactNode;
  counts: { mounted: number; unmounted: number; renders: number };
} {
  const counts = { mounted: 0, unmounted: 0, renders: 0 };
  function Form(): ReactNode {
    const [mountedAs] = useState(() => counts.mounted + 1);
    counts.renders += 1;
    useEffect(() => {
      counts.mounted += 1;
      return () => void (counts.unmounted += 1);
    }, []);
    return `form ${mountedAs}`;
  }
  return { Form, counts };
}

const gated = (store: TokenStore, gate: TokenGateProps) => (
  <TokenStoreProvider store={store}>
    <TokenGate {...gate} />
  </TokenStoreProvider>
);

it('a refresh mounts nothing anew', async () => {
  const world = createTokenWorld();
  const { Form, counts } = createForm();
  const page = await mount(gated(world.store, { children: <Form />, fallback: 'wait' }));
  expect(page.text()).toBe('wait');
  await pass(3 * lifeSeconds * 1000);
  expect(world.calls).toBeGreaterThan(3);
  expect(page.text()).toBe('form 1');
  expect(counts).toEqual({ mounted: 1, unmounted: 0, renders: 1 });
});

it('a failed refresh keeps the children', async () => {
  const world = createTokenWorld();
  const { Form, counts } = createForm();
  const page = await mount(gated(world.store, { children: <Form />, fallback: 'wait' }));
  await pass(1_000);
  world.status = 503;
  const seen = new Set<string>();
  world.store.on('state', ({ status }) => seen.add(status));
  await pass(2 * lifeSeconds * 1000);
  world.status = 200;
  await pass(120_000);
  expect([...seen]).toEqual(['active', 'degraded', 'expired']);
  expect(world.store.state.status).toBe('active');
  expect(page.text()).toBe('form 1');
  expect(counts).toMatchObject({ mounted: 1, unmounted: 0 });
});

it('signed out, then another participant: the children are new ones', async () => {
  const world = createTokenWorld();
  const { Form, counts } = createForm();
  const signedOut = vi.fn<(error: TokenError) => ReactNode>(({ code }) => `sign in: ${code}`);
  const page = await mount(gated(world.store, { children: <Form />, signedOut }));
  await pass(1_000);
  await doing(() => world.store.signOut());
  expect(page.text()).toBe('sign in: signed_out');
  expect(counts.unmounted).toBe(1);
  world.participant = 'bob';
  await doing(() => void world.store.start());
  await pass(2_000);
  expect(page.text()).toBe('form 2');
});

it('another store that is active already: the children are new ones', async () => {
  const world = createTokenWorld();
  const second = world.createStore();
  void second.start();
  const { Form } = createForm();
  const tree = (store: TokenStore) => gated(store, { children: <Form /> });
  const page = await mount(tree(world.store));
  await pass(1_000);
  expect(second.state.status).toBe('active');
  await page.render(tree(second));
  expect(page.text()).toBe('form 2');
});

it('denied shows what is for it, with its error', async () => {
  const world = createTokenWorld();
  world.status = 403;
  const page = await mount(
    gated(world.store, { children: 'form', signedOut: 'sign in', denied: ({ code }) => `ask us: ${code}` }),
  );
  await pass(1_000);
  expect(page.text()).toBe('ask us: forbidden');
});

it('a stopped store shows the fallback', async () => {
  const world = createTokenWorld();
  const page = await mount(gated(world.store, { children: 'form', fallback: 'wait' }));
  await pass(1_000);
  await doing(() => world.store.stop());
  expect(page.text()).toBe('wait');
});

describe('failed', () => {
  class Boundary extends Component<{ children: ReactNode }, { error: TokenError | null }> {
    override state = { error: null as TokenError | null };
    static getDerivedStateFromError = (error: TokenError) => ({ error });
    reset = (): void => this.setState({ error: null });
    override render(): ReactNode {
      const { error } = this.state;
      return error === null ? this.props.children : <button onClick={this.reset}>{error.code}</button>;
    }
  }

  it('goes to the error boundary, and resetting it after start() shows the children', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const world = createTokenWorld();
    world.status = 404;
    const page = await mount(
      <TokenStoreProvider store={world.store}>
        <Boundary>
          <TokenGate>form</TokenGate>
        </Boundary>
      </TokenStoreProvider>,
    );
    await pass(1_000);
    expect(page.text()).toBe('misconfigured');
    world.status = 200;
    await doing(() => void world.store.start());
    await pass(2_000);
    await doing(() => page.container.querySelector('button')!.click());
    expect(page.text()).toBe('form');
  });

  it('shows what is for it', async () => {
    const world = createTokenWorld();
    world.status = 404;
    const failed = ({ hint }: TokenError) => `mend: ${hint}`;
    const page = await mount(gated(world.store, { children: 'form', failed }));
    await pass(1_000);
    expect(page.text()).toMatch(/^mend: \w+/);
  });
});
