// When the gate opens and closes, and what is left of a participant when it has.
import type { TokenStore } from '@mdh-tokens/store';
import { defineComponent, h, KeepAlive, onUnmounted, ref, type App } from 'vue';
import { expect, it, vi } from 'vitest';
import { createTokenWorld, lifeSeconds, useVirtualTime } from '../../../react/test/token-world.js';
import { createTokens, TokenGate, useSdkCall } from '../../src/index.js';
import { mount, pass } from './mount.js';

useVirtualTime();

const using = (store: TokenStore) => (app: App) => void app.use(createTokens(store));

/** A gate around a form that says whether it is a new one. */
function gated(): {
  Page: ReturnType<typeof defineComponent>;
  counts: { mounted: number; unmounted: number };
} {
  const counts = { mounted: 0, unmounted: 0 };
  const Form = defineComponent(() => {
    const number = (counts.mounted += 1);
    onUnmounted(() => (counts.unmounted += 1));
    return () => `form ${number}`;
  });
  const Page = defineComponent({
    render: () =>
      h(TokenGate, null, {
        default: () => [h(Form)],
        fallback: () => [h('p', 'wait')],
        signedOut: ({ error }: { error: Error & { code: string } }) => [h('p', `sign in: ${error.code}`)],
        denied: ({ error }: { error: Error & { code: string } }) => [h('p', `ask us: ${error.code}`)],
      }),
  });
  return { Page, counts };
}

it('a refresh mounts nothing anew, and a failed one keeps the content', async () => {
  const world = createTokenWorld();
  const { Page, counts } = gated();
  const { text } = mount(Page, using(world.store));
  expect(text()).toBe('wait');
  await pass(3 * lifeSeconds * 1000);
  const seen = new Set<string>();
  world.store.on('state', ({ status }) => seen.add(status));
  world.status = 503;
  await pass(2 * lifeSeconds * 1000);
  world.status = 200;
  await pass(120_000);
  expect([...seen]).toEqual(['active', 'degraded', 'expired']);
  expect(text()).toBe('form 1');
  expect(counts).toEqual({ mounted: 1, unmounted: 0 });
});

it('signed out, then another participant: the content is new', async () => {
  const world = createTokenWorld();
  const { Page, counts } = gated();
  const { text } = mount(Page, using(world.store));
  await pass(1_000);
  world.store.signOut();
  await pass(0);
  expect(text()).toBe('sign in: signed_out');
  expect(counts).toEqual({ mounted: 1, unmounted: 1 });
  world.participant = 'bob';
  void world.store.start();
  await pass(2_000);
  expect(text()).toBe('form 2');
});

it('another participant while KeepAlive hides the page: the content is new, and the store stays active', async () => {
  const world = createTokenWorld();
  const { Page } = gated();
  const Name = defineComponent(() => {
    const { data } = useSdkCall(() => world.sdk.getParticipantInfo());
    return () => ` data of ${data.value?.demographics.firstName}`;
  });
  const Both = defineComponent({ render: () => [h(Page), h(Name)] });
  const isShown = ref(true);
  const root = defineComponent({ render: () => h(KeepAlive, () => (isShown.value ? h(Both) : null)) });
  const { text } = mount(root, using(world.store));
  await pass(1_000);
  expect(text()).toBe('form 1 data of ada');
  isShown.value = false;
  await pass(1_000);
  expect([text(), world.store.state.status]).toEqual(['', 'active']);
  world.store.signOut();
  world.participant = 'bob';
  void world.store.start();
  await pass(2_000);
  isShown.value = true;
  await pass(0);
  expect(text()).not.toContain('form 1');
  expect(text()).not.toContain('ada');
  await pass(1_000);
  expect(text()).toBe('form 2 data of bob');
});

it('denied shows what is for it', async () => {
  const world = createTokenWorld();
  world.status = 403;
  const { text } = mount(gated().Page, using(world.store));
  await pass(1_000);
  expect(text()).toBe('ask us: forbidden');
});

it('failed without a slot goes to the error handler, and a new run shows the content', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const world = createTokenWorld();
  world.status = 404;
  const errors: unknown[] = [];
  const { text } = mount(gated().Page, (app) => {
    app.use(createTokens(world.store));
    app.config.errorHandler = (error) => errors.push(error);
  });
  await pass(1_000);
  expect(errors).toMatchObject([{ code: 'misconfigured' }]);
  world.status = 200;
  void world.store.start();
  await pass(2_000);
  expect(text()).toBe('form 1');
});
