// A page that a server has rendered, and whose store has started before the page hydrates.
import { Suspense, type ReactNode } from 'react';
import { renderToString } from 'react-dom/server';
import { expect, it, vi } from 'vitest';
import { TokenGate, TokenStoreProvider, useSdkCall, useTokenState } from '../../../src/index.js';
import { createTokenWorld, useVirtualTime } from '../../token-world.js';
import { hydrate, pass } from '../mount.js';

useVirtualTime();

function Status(): ReactNode {
  return useTokenState(({ status }) => status);
}

function Name(): ReactNode {
  const { data, isLoading } = useSdkCall(async () => 'Ada', []);
  return isLoading ? 'loading' : data;
}

it('hydration with a store that is active already makes no mismatch', async () => {
  const world = createTokenWorld();
  const tree = (
    <TokenStoreProvider store={world.store}>
      <p>
        <Status />
      </p>
      <Suspense fallback="suspended">
        <p>
          <TokenGate fallback="wait">open</TokenGate>
        </p>
        <p>
          <Name />
        </p>
      </Suspense>
    </TokenStoreProvider>
  );
  const errors = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const html = renderToString(tree);
  errors.mockClear();
  expect(html.replaceAll(/<!--.*?-->/g, '')).toBe('<p>idle</p><p>wait</p><p>loading</p>');
  const release = world.store.hold();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(world.store.state.status).toBe('active');
  const page = await hydrate(html, tree);
  await pass(1_000);
  expect(page.text()).toBe('activeopenAda');
  expect(errors.mock.calls).toEqual([]);
  expect(world.calls).toBe(1);
  release();
});
