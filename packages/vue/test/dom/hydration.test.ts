// A page that a server has rendered, and whose store has started before the page takes over.
import { defineComponent, h } from 'vue';
import { renderToString } from 'vue/server-renderer';
import { createSSRApp } from 'vue';
import { expect, it, vi } from 'vitest';
import { createTokenWorld, useVirtualTime } from '../../../react/test/token-world.js';
import { createTokens, TokenGate, useSdkCall, useTokenState } from '../../src/index.js';
import { mount, pass } from './mount.js';

useVirtualTime();

const Status = defineComponent(() => {
  const status = useTokenState((state) => state.status);
  return () => h('i', status.value);
});
const Name = defineComponent(() => {
  const { data, isLoading } = useSdkCall(async () => 'Ada');
  return () => h('b', isLoading.value ? 'loading' : data.value);
});
const Page = defineComponent({
  render: () =>
    h('p', [
      h(Status),
      h(Name),
      h(TokenGate, null, { default: () => [h('u', 'open')], fallback: () => [h('u', 'wait')] }),
    ]),
});

it('hydration with a store that is active already makes no mismatch', async () => {
  const world = createTokenWorld();
  const onServer = createSSRApp({ render: () => h(Page) });
  vi.stubGlobal('document', undefined);
  onServer.use(createTokens(world.store));
  const html = await renderToString(onServer);
  vi.unstubAllGlobals();
  expect(html.replaceAll(/<!--.*?-->/g, '')).toBe('<p><i>idle</i><b>loading</b><u>wait</u></p>');
  expect(world.store.state.status).toBe('idle');
  const release = world.store.hold();
  await pass(1_000);
  expect(world.store.state.status).toBe('active');
  const warned = vi.spyOn(console, 'warn');
  const failed = vi.spyOn(console, 'error');
  const { text } = mount(Page, (app) => void app.use(createTokens(world.store)), html);
  expect([...warned.mock.calls, ...failed.mock.calls]).toEqual([]);
  await pass(1_000);
  expect(text()).toBe('activeAdaopen');
  release();
});

it('mounted later, a component has the state at once', async () => {
  const world = createTokenWorld();
  const release = world.store.hold();
  await pass(1_000);
  const { text } = mount(Status, (app) => void app.use(createTokens(world.store)));
  expect(text()).toBe('active');
  release();
});
