// On a server nothing starts, and nothing is left behind.
import { createElement, type ReactNode } from 'react';
import { renderToString } from 'react-dom/server';
import { createTokenStore } from '@mdh-tokens/store';
import { earlyScript } from '@mdh-tokens/store/early';
import { expect, it, vi } from 'vitest';
import { TokenGate, TokenStoreProvider, useSdkCall, useTokenEvent, useTokenState } from '../src/index.js';
import Layout from './readme/early-layout.js';

it('100 server renders leave no listener, make no call and log nothing', () => {
  const authenticator = vi.fn<() => Promise<Response>>();
  const call = vi.fn<() => Promise<string>>();
  const logged = vi.spyOn(console, 'error');
  const store = createTokenStore({ authenticator });
  let listeners = 0;
  const counted: typeof store = {
    ...store,
    state: store.state,
    on: (name, handler) => {
      listeners += 1;
      return store.on(name, handler);
    },
    hold: () => expect.unreachable('a server holds nothing'),
  };
  function Page(): ReactNode {
    useTokenEvent('token', () => undefined);
    const { isLoading } = useSdkCall(call, []);
    return `${useTokenState(({ status }) => status)} ${isLoading}`;
  }
  const tree = createElement(
    TokenStoreProvider,
    { store: counted },
    createElement(Page),
    createElement(TokenGate, { fallback: ' wait', children: 'open' }),
  );
  for (let n = 0; n < 100; n += 1) expect(renderToString(tree)).toContain('idle true');
  expect(listeners).toBe(0);
  expect(authenticator).not.toHaveBeenCalled();
  expect(call).not.toHaveBeenCalled();
  expect(logged).not.toHaveBeenCalled();
  expect(store.state.status).toBe('idle');
});

it('the layout of the documentation writes the early script as it is, so that a policy can allow it by its hash', async () => {
  const html = renderToString(await Layout({ children: 'the app' }));
  expect(html).toContain(`<script data-authenticator="/api/mydatahelps-token">${earlyScript}</script>`);
  expect(html.indexOf('<script')).toBeLessThan(html.indexOf('the app'));
});
