// Mounts a tree in a page, and lets virtual time pass while React keeps up with it.
import * as React from 'react';
import type { ReactNode } from 'react';
import { createRoot, hydrateRoot, type Root } from 'react-dom/client';
import { onTestFinished, vi } from 'vitest';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

// React 18.2 has it under another name.
const act: typeof React.act = Reflect.get(React, 'act') ?? Reflect.get(React, 'unstable_act');

export interface Mounted {
  readonly container: HTMLElement;
  readonly root: Root;
  text(): string;
  render(tree: ReactNode): Promise<void>;
  unmount(): Promise<void>;
}

export async function mount(tree: ReactNode): Promise<Mounted> {
  const container = document.createElement('div');
  document.body.append(container);
  const root = createRoot(container);
  const mounted = mountedIn(container, root);
  await mounted.render(tree);
  return mounted;
}

/** @param html what the server has rendered */
export async function hydrate(html: string, tree: ReactNode): Promise<Mounted> {
  const container = document.createElement('div');
  container.innerHTML = html;
  document.body.append(container);
  let root: Root | undefined;
  await act(async () => {
    root = hydrateRoot(container, tree);
  });
  return mountedIn(container, root!);
}

export async function pass(ms: number): Promise<void> {
  await act(async () => {
    await vi.advanceTimersByTimeAsync(ms);
  });
}

const realTick = setImmediate;

/**
 * Lets virtual time pass until it is so. What is real goes on meanwhile, however long this machine takes for it: a file
 * that the store loads, a hash of the browser's. The test's own limit ends it.
 */
export async function until(isSo: () => boolean): Promise<void> {
  let hasTestEnded = false;
  onTestFinished(() => {
    hasTestEnded = true;
  });
  while (!isSo()) {
    await vi.dynamicImportSettled();
    await new Promise((resolve) => realTick(resolve));
    if (hasTestEnded) return;
    await pass(50);
  }
}

/** Does what a page or a user does, and lets React finish. */
export async function doing(work: () => void): Promise<void> {
  await act(async () => {
    work();
  });
}

function mountedIn(container: HTMLElement, root: Root): Mounted {
  const mounted = {
    container,
    root,
    text: () => container.textContent ?? '',
    render: (tree: ReactNode) => doing(() => root.render(tree)),
    unmount: () => doing(() => root.unmount()),
  };
  onTestFinished(async () => {
    await mounted.unmount();
    container.remove();
  });
  return mounted;
}
