// What a component shows of a call of the SDK, through outages and sign-outs.
import { isTokenError } from '@mdh-tokens/store';
import { defineComponent, ref, type Ref } from 'vue';
import { expect, it, vi } from 'vitest';
import { createTokenWorld, useVirtualTime, type TokenWorld } from '../../../react/test/token-world.js';
import { createTokens, useSdkCall, type SdkCall } from '../../src/index.js';
import { mount, pass, type Mounted } from './mount.js';

useVirtualTime();

let shown: SdkCall<string>;

function open(world: TokenWorld, call: () => Promise<string>, about: Ref<string> = ref('')): Mounted {
  const Name = defineComponent(() => {
    shown = useSdkCall(call, [about]);
    return () => {
      const { data, error, isLoading } = shown;
      const problem = isTokenError(error.value) ? error.value.code : ((error.value as Error)?.message ?? '');
      return [data.value ?? '', problem, isLoading.value ? 'loading' : '']
        .filter((part) => part !== '')
        .join(' ');
    };
  });
  return mount(Name, (app) => void app.use(createTokens(world.store)));
}

const nameOf = async ({ sdk }: TokenWorld): Promise<string> =>
  (await sdk.getParticipantInfo()).demographics.firstName;

it('waits for the first token, then shows what the call has brought', async () => {
  const world = createTokenWorld();
  const { text } = open(world, () => nameOf(world));
  expect(text()).toBe('loading');
  await pass(1_000);
  expect(text()).toBe('ada');
});

it('asks again by itself when a token is back after an outage', async () => {
  const world = createTokenWorld();
  world.status = 503;
  const { text } = open(world, () => nameOf(world));
  await pass(31_000);
  expect(text()).toBe('timeout');
  world.status = 200;
  await pass(60_000);
  expect(text()).toBe('ada');
});

it('drops what arrives after the participant has changed, and asks for the next one', async () => {
  const world = createTokenWorld();
  let answer: (name: string) => void = () => undefined;
  const late = new Promise<string>((resolve) => (answer = resolve));
  const call = vi.fn<() => Promise<string>>(() => nameOf(world));
  const { text } = open(world, call);
  await pass(1_000);
  call.mockReturnValueOnce(late);
  shown.retry();
  await pass(0);
  expect(text()).toBe('ada loading');
  world.store.signOut();
  answer('ada');
  await pass(0);
  expect(text()).toBe('signed_out');
  world.participant = 'bob';
  void world.store.start();
  await pass(2_000);
  expect(text()).toBe('bob');
});

it('another question: the former answer is gone at once, and a late one does not count', async () => {
  const world = createTokenWorld();
  const answers: ((name: string) => void)[] = [];
  const about = ref('one');
  const { text } = open(world, () => new Promise((resolve) => answers.push(resolve)), about);
  await pass(1_000);
  about.value = 'two';
  await pass(0);
  answers[0]!('of one');
  await pass(0);
  expect(text()).toBe('loading');
  answers[1]!('of two');
  await pass(0);
  expect(text()).toBe('of two');
});
