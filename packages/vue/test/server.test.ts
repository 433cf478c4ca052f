// On a server nothing starts, and nothing is left behind.
import { createTokenStore } from '@mdh-tokens/store';
import { createSSRApp, defineComponent, h } from 'vue';
import { renderToString } from 'vue/server-renderer';
import { expect, it, vi } from 'vitest';
import { createTokens, TokenGate, useSdkCall, useTokenEvent, useTokenState } from '../src/index.js';

it('100 server renders leave no listener and make no call', async () => {
  const authenticator = vi.fn<() => Promise<Response>>();
  const call = vi.fn<() => Promise<string>>();
  const store = createTokenStore({ authenticator });
  const on = vi.fn<typeof store.on>(store.on);
  const hold = vi.fn<typeof store.hold>(store.hold);
  const counted = { ...store, state: store.state, on, hold } as typeof store;
  const Page = defineComponent(() => {
    const status = useTokenState((state) => state.status);
    const { isLoading } = useSdkCall(call);
    useTokenEvent('token', () => undefined);
    return () => [
      `${status.value} ${isLoading.value} `,
      h(TokenGate, null, { fallback: () => [h('i', 'wait')] }),
    ];
  });
  for (let n = 0; n < 100; n += 1) {
    const html = await renderToString(createSSRApp(Page).use(createTokens(counted)));
    expect(html).toContain('idle true');
  }
  expect([on.mock.calls, hold.mock.calls, authenticator.mock.calls, call.mock.calls]).toEqual([
    [],
    [],
    [],
    [],
  ]);
});
