// What a component shows of a call of the SDK, through outages and sign-outs.
import { StrictMode, useState, type ReactNode } from 'react';
import { isTokenError } from '@mdh-tokens/store';
import { expect, it, vi } from 'vitest';
import { TokenStoreProvider, useSdkCall, type SdkCall } from '../../../src/index.js';
import { createTokenWorld, useVirtualTime, type TokenWorld } from '../../token-world.js';
import { doing, mount, pass } from '../mount.js';

useVirtualTime();

let shown: SdkCall<string>;
const renders: string[] = [];

function summary({ data, error, isLoading }: SdkCall<string>): string {
  const problem = isTokenError(error) ? error.code : error instanceof Error ? error.message : '';
  return [data ?? '', problem, isLoading ? 'loading' : ''].filter((part) => part !== '').join(' ');
}

function Name({ call, about = '' }: { call: () => Promise<string>; about?: string }): ReactNode {
  shown = useSdkCall(call, [about]);
  renders.push(`${about}:${summary(shown)}`);
  return summary(shown);
}

const nameOf = async ({ sdk }: TokenWorld): Promise<string> =>
  (await sdk.getParticipantInfo()).demographics.firstName;

const page = (world: TokenWorld, call = () => nameOf(world), about?: string) => (
  <TokenStoreProvider store={world.store}>
    <Name call={call} {...(about === undefined ? {} : { about })} />
  </TokenStoreProvider>
);

it('waits for the first token, then shows what the call has brought', async () => {
  const world = createTokenWorld();
  const { text } = await mount(page(world));
  expect(text()).toBe('loading');
  await pass(1_000);
  expect(text()).toBe('ada');
  expect(shown.error).toBeUndefined();
});

it('StrictMode: one call', async () => {
  const world = createTokenWorld();
  const { text } = await mount(<StrictMode>{page(world)}</StrictMode>);
  await pass(1_000);
  expect(text()).toBe('ada');
  expect(world.apiTokens).toHaveLength(1);
});

it('a render makes no new call, even with a new function', async () => {
  const world = createTokenWorld();
  const { render } = await mount(page(world));
  await pass(1_000);
  await render(page(world));
  await pass(1_000);
  expect(world.apiTokens).toHaveLength(1);
});

it('asks again by itself when a token is back after an outage', async () => {
  const world = createTokenWorld();
  world.status = 503;
  const { text } = await mount(page(world));
  await pass(31_000);
  expect(text()).toBe('timeout');
  world.status = 200;
  await pass(60_000);
  expect(text()).toBe('ada');
});

it('a call that succeeded before the outage is not made again after it', async () => {
  const world = createTokenWorld();
  const { text } = await mount(page(world));
  await pass(1_000);
  world.status = 503;
  const seen = new Set<string>();
  world.store.on('state', ({ status }) => seen.add(status));
  await pass(1_300_000);
  world.status = 200;
  await pass(61_000);
  expect(seen).toContain('expired');
  expect(world.store.state.status).toBe('active');
  expect(text()).toBe('ada');
  expect(world.apiTokens).toHaveLength(1);
});

it('a call that says only after the token is back that it had none is made again', async () => {
  const world = createTokenWorld();
  world.status = 503;
  let fail: (error: Error) => void = () => undefined;
  const first = new Promise<string>((_resolve, reject) => (fail = reject));
  const call = vi.fn<() => Promise<string>>(() => Promise.resolve('second')).mockReturnValueOnce(first);
  const { text } = await mount(page(world, call));
  await pass(1_000);
  world.status = 200;
  await pass(10_000);
  expect(world.store.state.status).toBe('active');
  await doing(() => fail(new Error('no token')));
  expect(text()).toBe('second');
});

it('an error that has nothing to do with tokens is shown, and retry asks again', async () => {
  const world = createTokenWorld();
  world.store.hold();
  await pass(1_000);
  const call = vi
    .fn<() => Promise<string>>(async () => 'at last')
    .mockRejectedValueOnce(new Error('Not Found'));
  const { text } = await mount(page(world, call));
  await pass(1_000);
  expect(text()).toBe('Not Found');
  await doing(() => shown.retry());
  expect(text()).toBe('at last');
});

it('a call that throws at once is an error, not a crash', async () => {
  const world = createTokenWorld();
  const { text } = await mount(
    page(world, () => {
      throw new Error('before its promise');
    }),
  );
  await pass(0);
  expect(text()).toBe('before its promise');
});

it('drops what arrives after the participant has changed, and asks for the next one', async () => {
  const world = createTokenWorld();
  let answer: (name: string) => void = () => undefined;
  const late = new Promise<string>((resolve) => (answer = resolve));
  const call = vi.fn<() => Promise<string>>(() => nameOf(world));
  const { text } = await mount(page(world, call));
  await pass(1_000);
  expect(text()).toBe('ada');
  call.mockReturnValueOnce(late);
  await doing(() => shown.retry());
  expect(text()).toBe('ada loading');
  await doing(() => world.store.signOut());
  expect(text()).toBe('signed_out');
  await doing(() => answer('ada'));
  expect(text()).toBe('signed_out');
  world.participant = 'bob';
  renders.length = 0;
  await doing(() => void world.store.start());
  await pass(2_000);
  expect(text()).toBe('bob');
  expect(renders.join(' ')).not.toContain('ada');
});

it('another question: the former answer is not shown for a single render', async () => {
  const world = createTokenWorld();
  const { text, render } = await mount(page(world, async () => 'of one', 'one'));
  await pass(1_000);
  expect(text()).toBe('of one');
  await render(page(world, () => new Promise<string>(() => undefined), 'two'));
  expect(text()).toBe('loading');
  expect(renders.filter((one) => one.startsWith('two:of one'))).toEqual([]);
});

it('another store: the answer under the former one is not shown', async () => {
  const world = createTokenWorld();
  const call = vi.fn<() => Promise<string>>(async () => 'of the first');
  const tree = (store: TokenWorld['store']) => (
    <TokenStoreProvider store={store}>
      <Name call={call} />
    </TokenStoreProvider>
  );
  const { text, render } = await mount(tree(world.store));
  await pass(1_000);
  expect(text()).toBe('of the first');
  call.mockReturnValue(new Promise(() => undefined));
  await render(tree(world.createStore()));
  expect(text()).toBe('loading');
});

it('two answers in the wrong order: the later question counts', async () => {
  const world = createTokenWorld();
  const answers: ((name: string) => void)[] = [];
  let ask: (about: string) => void = () => undefined;
  function Asking(): ReactNode {
    const [about, setAbout] = useState('one');
    ask = setAbout;
    return summary(useSdkCall(() => new Promise<string>((resolve) => answers.push(resolve)), [about]));
  }
  const { text } = await mount(
    <TokenStoreProvider store={world.store}>
      <Asking />
    </TokenStoreProvider>,
  );
  await doing(() => ask('two'));
  await doing(() => answers[1]!('of two'));
  await doing(() => answers[0]!('of one'));
  expect(text()).toBe('of two');
});
