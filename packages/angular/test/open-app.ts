// An Angular application in a page.
import { randomUUID } from 'node:crypto';
import {
  ApplicationRef,
  Component,
  type EnvironmentProviders,
  type Provider,
  type Type,
} from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { onTestFinished, vi } from 'vitest';

export interface OpenedApp {
  readonly app: ApplicationRef;
  text(): string;
  isStable(): boolean;
  close(): void;
}

/** @param make called in an injection context: what the template can use */
export async function openApp(
  template: string,
  make: () => object,
  providers: (Provider | EnvironmentProviders)[],
): Promise<OpenedApp> {
  const selector = `app-page-${randomUUID()}`;
  const host = document.createElement(selector);
  document.body.append(host);
  // oxlint-disable-next-line typescript/no-extraneous-class -- Angular makes the instance
  class Page {
    constructor() {
      Object.assign(this, make());
    }
  }
  const page = Component({ selector, template })(Page) as Type<unknown>;
  const app = await bootstrapApplication(page, { providers });
  let isOpen = true;
  const close = (): void => {
    if (isOpen) app.destroy();
    isOpen = false;
    host.remove();
  };
  onTestFinished(close);
  return {
    app,
    close,
    text: () => (host.textContent ?? '').trim(),
    isStable: () => {
      let isStable: boolean | undefined;
      app.isStable.subscribe((is) => (isStable = is)).unsubscribe();
      return isStable === true;
    },
  };
}

export async function pass(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
}
