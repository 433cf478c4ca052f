// On a server nothing starts, and nothing is left behind: the components are compiled for it and rendered.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createTokenStore, type TokenStore } from '@mdh-tokens/store';
import type { Component } from 'svelte';
import { compile } from 'svelte/compiler';
import { render } from 'svelte/server';
import { expect, it, onTestFinished, vi } from 'vitest';

type Page = Component<{ store: TokenStore; call: () => Promise<string> }>;

const dom = join(import.meta.dirname, 'dom');

/** The page and what it consists of, in a folder beside the package, so that its imports are found. */
async function compiledPage(): Promise<Page> {
  const folder = await mkdtemp(join(import.meta.dirname, 'server-page-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const name of ['Page', 'Layout', 'Badge', 'Name']) {
    const source = await readFile(join(dom, `${name}.svelte`), 'utf8');
    const { js } = compile(source, { generate: 'server', filename: `${name}.svelte` });
    const code = js.code.replaceAll('.svelte', '.svelte.mjs').replaceAll('../../src/', '../../dist/');
    await writeFile(join(folder, `${name}.svelte.mjs`), code);
  }
  const url = pathToFileURL(join(folder, 'Page.svelte.mjs')).href;
  return ((await import(/* @vite-ignore */ url)) as { default: Page }).default;
}

it('100 server renders leave no listener and make no call', async () => {
  const page = await compiledPage();
  const authenticator = vi.fn<() => Promise<Response>>();
  const call = vi.fn<() => Promise<string>>();
  const store = createTokenStore({ authenticator });
  const on = vi.fn<TokenStore['on']>(store.on);
  const hold = vi.fn<TokenStore['hold']>(store.hold);
  const counted = { ...store, state: store.state, on, hold } as TokenStore;
  for (let n = 0; n < 100; n += 1) {
    const { body } = render(page, { props: { store: counted, call } });
    expect(body).toBe(await readFile(join(dom, 'newest/page-of-server.txt'), 'utf8'));
  }
  expect([on.mock.calls, hold.mock.calls, authenticator.mock.calls, call.mock.calls]).toEqual([
    [],
    [],
    [],
    [],
  ]);
});
