// Mounts an app in a page.
import { createApp, createSSRApp, h, nextTick, type App, type Component } from 'vue';
import { onTestFinished, vi } from 'vitest';

export interface Mounted {
  readonly app: App;
  readonly container: HTMLElement;
  text(): string;
}

/** @param use called before it is mounted @param html what a server has rendered: the app takes over */
export function mount(root: Component, use: (app: App) => void, html?: string): Mounted {
  const container = document.createElement('div');
  if (html !== undefined) container.innerHTML = html;
  document.body.append(container);
  const app = (html === undefined ? createApp : createSSRApp)({ render: () => h(root) });
  use(app);
  app.mount(container);
  onTestFinished(() => {
    app.unmount();
    container.remove();
  });
  return { app, container, text: () => container.textContent ?? '' };
}

export async function pass(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
  await nextTick();
}
