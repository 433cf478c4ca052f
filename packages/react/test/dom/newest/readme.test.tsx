// The README's examples, run.
import MyDataHelps from '@careevolution/mydatahelps-js';
import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import { StrictMode, type ReactNode } from 'react';
import { expect, it, vi } from 'vitest';
import useSWR from 'swr';
import { TokenGate, TokenStoreProvider, useTokenState } from '../../../src/index.js';
import { App } from '../../readme/app.js';
import { SessionTokens, SignOut } from '../../readme/session.js';
import { store as appStore } from '../../readme/store.js';
import { SwrWithTokens } from '../../readme/swr.js';
import { createQueryClient } from '../../readme/tanstack-query.js';
import { createTokenWorld, serveTokenWorld, useVirtualTime, type TokenWorld } from '../../token-world.js';
import { doing, mount, pass, until } from '../mount.js';

useVirtualTime();

it('the page greets the participant over a refresh, and goes to the sign-in when the session has ended', async () => {
  const world = serveTokenWorld();
  const assign = vi.spyOn(location, 'assign').mockImplementation(() => undefined);
  const page = await mount(<App />);
  expect(page.text()).toBe('One moment …');
  await pass(400_000);
  expect(page.text()).toBe('Hello ada');
  expect(world.calls).toBeGreaterThan(1);
  world.status = 401;
  await doing(() => void appStore.refresh().catch(() => undefined));
  await pass(2_000);
  expect(page.text()).toBe('Sign in');
  expect(assign.mock.calls).toEqual([['/sign-in']]);
});

it('a session: its store is replaced with the user, and gone with the sign-out, in StrictMode too', async () => {
  const world = serveTokenWorld();
  const end = vi.fn<() => Promise<void>>(async () => undefined);
  const Status = (): ReactNode => useTokenState(({ status }) => status);
  const signedIn = (key: string) => (
    <StrictMode>
      <SessionTokens key={key} session={{ key }}>
        <TokenGate fallback="wait">open </TokenGate>
        <SignOut end={end} />
        <Status />
      </SessionTokens>
    </StrictMode>
  );
  const nameOf = async (): Promise<string> => {
    const [participant] = await Promise.all([MyDataHelps.getParticipantInfo(), pass(1_000)]);
    return participant.demographics.firstName;
  };
  const page = await mount(signedIn('one'));
  await until(() => page.text() === 'open Sign outactive');
  expect(await nameOf()).toBe('ada');
  world.participant = 'bob';
  await page.render(signedIn('two'));
  await until(() => page.text() === 'open Sign outactive');
  expect(await nameOf()).toBe('bob');
  expect(world.calls).toBe(2);
  await doing(() => page.container.querySelector('button')!.click());
  expect(page.text()).toBe('Sign outsigned-out');
  expect(end).toHaveBeenCalledOnce();
  await page.unmount();
  expect(MyDataHelps.token).toBeFalsy();
});

const firstName = async ({ sdk }: TokenWorld): Promise<string> =>
  (await sdk.getParticipantInfo()).demographics.firstName;

function withTanStackQuery(world: TokenWorld): ReactNode {
  const client = createQueryClient(world.store);
  function Name(): ReactNode {
    const { data, error } = useQuery({ queryKey: ['name'], queryFn: () => firstName(world) });
    return data ?? error?.message ?? 'loading';
  }
  return (
    <TokenStoreProvider store={world.store}>
      <QueryClientProvider client={client}>
        <Name />
      </QueryClientProvider>
    </TokenStoreProvider>
  );
}

function withSwr(world: TokenWorld): ReactNode {
  function Name(): ReactNode {
    const { data, error } = useSWR<string, Error>(['name', 1], () => firstName(world));
    return data ?? error?.message ?? 'loading';
  }
  return (
    <SwrWithTokens store={world.store}>
      <Name />
    </SwrWithTokens>
  );
}

it.each([
  ['TanStack Query', withTanStackQuery],
  ['SWR', withSwr],
])('%s: asks again when a token is back, and gives nothing to the next participant', async (_name, tree) => {
  const world = createTokenWorld();
  world.status = 503;
  const page = await mount(tree(world));
  await pass(200_000);
  expect(page.text()).not.toBe('ada');
  world.status = 200;
  await pass(60_000);
  expect(page.text()).toBe('ada');
  await doing(() => world.store.signOut());
  await pass(1_000);
  expect(page.text()).not.toContain('ada');
  world.participant = 'bob';
  await doing(() => void world.store.start());
  await pass(10_000);
  expect(page.text()).toBe('bob');
});

it.each([
  ['TanStack Query', withTanStackQuery],
  ['SWR', withSwr],
])('%s: an error that retrying cannot help is shown at once, and not retried', async (_name, tree) => {
  const world = createTokenWorld();
  world.status = 404;
  const asked = vi.spyOn(world.sdk, 'getParticipantInfo');
  const page = await mount(tree(world));
  await pass(60_000);
  expect(page.text()).toContain('404');
  expect(asked.mock.calls.length).toBeLessThanOrEqual(2);
});
