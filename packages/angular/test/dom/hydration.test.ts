// A page that a server has rendered, and whose store has started before the page hydrates.
import { Component, provideZonelessChangeDetection, type Type } from '@angular/core';
import type { TokenStore } from '@mdh-tokens/store';
import { bootstrapApplication, provideClientHydration } from '@angular/platform-browser';
import { provideServerRendering, renderApplication } from '@angular/platform-server';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createTokenWorld, useVirtualTime } from '../../../react/test/token-world.js';
import { injectTokenState, provideTokenStore, sdkResource } from '../../src/index.js';
import { pass } from '../open-app.js';

useVirtualTime();

const template = `
  <p>{{ status() }}</p>
  <p>@if (isOpen()) { open } @else { wait }</p>
  <p>{{ name.hasValue() ? name.value() : name.status() }}</p>`;

// oxlint-disable-next-line typescript/no-extraneous-class -- Angular makes the instance
class Page {
  constructor() {
    Object.assign(this, {
      status: injectTokenState(({ status }) => status),
      isOpen: injectTokenState(({ status }) => status === 'active'),
      name: sdkResource({ loader: async () => 'Ada' }),
    });
  }
}
const page = Component({ selector: 'app-page', template })(Page) as Type<unknown>;

const texts = (): string[] =>
  [...document.querySelectorAll('app-page p')].map((shown) => (shown.textContent ?? '').trim());

const providersOf = (store: TokenStore) => [
  provideZonelessChangeDetection(),
  provideClientHydration(),
  provideTokenStore(() => store),
];

async function renderOnServer(store: TokenStore): Promise<string> {
  const bootstrap: Parameters<typeof renderApplication>[0] = (context) =>
    bootstrapApplication(page, { providers: [...providersOf(store), provideServerRendering()] }, context);
  const document = '<html><body><app-page></app-page></body></html>';
  const rendered = renderApplication(bootstrap, { document });
  await pass(1_000);
  return rendered;
}

it('hydration with a store that is active already makes no mismatch', async () => {
  const world = createTokenWorld();
  const html = await renderOnServer(world.store);
  expect([world.calls, world.store.state.status]).toEqual([0, 'idle']);
  const release = world.store.hold();
  await pass(1_000);
  expect(world.store.state.status).toBe('active');

  // What Angular's build writes into a page: rendering has told this process that it is a server.
  vi.stubGlobal('ngServerMode', false);
  const complaints = (['error', 'warn'] as const).map((name) =>
    vi.spyOn(console, name).mockImplementation(() => undefined),
  );
  document.body.innerHTML = /<body>(.*)<\/body>/s.exec(html)![1]!;
  expect(texts()).toEqual(['idle', 'wait', 'idle']);
  const served = [...document.querySelectorAll('p')];
  const app = await bootstrapApplication(page, { providers: providersOf(world.store) });
  onTestFinished(() => app.destroy());
  await pass(1_000);
  expect(texts()).toEqual(['active', 'open', 'Ada']);
  // An element that is not as Angular expects it would be made anew.
  const shown = [...document.querySelectorAll('p')];
  expect(shown.map((element, n) => element === served[n])).toEqual([true, true, true]);
  expect(complaints.map(({ mock }) => mock.calls)).toEqual([[], []]);
  expect(world.calls).toBe(1);
  release();
});
