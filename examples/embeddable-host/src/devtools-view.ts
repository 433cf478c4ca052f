// The devtools panel as a part of this page. A production build of the page has none of it.
import type { Recorder } from '@mdh-tokens/devtools/production';
import type { TokenStore } from '@mdh-tokens/store';
import { byId } from './find-element.js';

export interface DevtoolsView {
  /** A recorder for the store that is made next; `null` without devtools. */
  createRecorder(): Recorder | null;
  /** Shows a store in place of the one before. */
  show(store: TokenStore, recorder: Recorder | null): void;
  useTheme(theme: 'light' | 'dark'): void;
  /** Writes into the time-line of the store that is shown. */
  mark(label: string, how?: 'on' | 'off' | 'moment'): void;
}

export async function createDevtoolsView(): Promise<DevtoolsView> {
  const parent = byId('devtools', HTMLElement);
  const empty = byId('devtools-empty', HTMLElement);
  // Dynamic, and under a condition that the bundler knows: in production this line is gone, and what it loads with it.
  const devtools =
    process.env.NODE_ENV === 'production' ? null : await import('@mdh-tokens/devtools/production');
  let recorder: Recorder | null = null;
  let theme: 'light' | 'dark' = 'light';
  let unmount: (() => void) | null = null;

  return {
    createRecorder: () => devtools?.createRecorder() ?? null,
    show(store, next) {
      const unmountLast = unmount;
      recorder = next;
      unmount =
        devtools?.mountDevtools(store, {
          parent,
          theme,
          dock: 'inline',
          recorder: next ?? undefined,
        }) ?? null;
      unmountLast?.();
      empty.hidden = devtools !== null;
    },
    useTheme(next) {
      theme = next;
      parent.querySelector('mdh-tokens-devtools')?.setAttribute('theme', next);
    },
    mark: (label, how) => recorder?.mark(label, how),
  };
}
