// Shows its content as long as there is a participant with a token.
import type { DeniedState, FailedState, SignedOutState, TokenState, TokenStore } from '@mdh-tokens/store';
import { Fragment, h, type VNode } from 'vue';
import { useTokenState } from './use-token-state.js';

/** Properties of `TokenGate`. */
export interface TokenGateProps {
  /** Instead of the app's. It is read once. */
  store?: TokenStore;
}

/** Slots of `TokenGate`. What has no slot is not shown; without `failed` the error is thrown to your error handler. */
export interface TokenGateSlots {
  /** Shown from the first token of a run on, and on a page that MyDataHelps hosts. */
  default?: () => VNode[];
  /** Shown until the first token, on the server too, and after `stop()`. */
  fallback?: () => VNode[];
  /** Shown if the user has to sign in. */
  signedOut?: (of: { error: SignedOutState['error'] }) => VNode[];
  /** Shown if the user has no participant. */
  denied?: (of: { error: DeniedState['error'] }) => VNode[];
  /** Shown if trying again cannot help. */
  failed?: (of: { error: FailedState['error'] }) => VNode[];
}

/**
 * Opens with the first token of a run and stays open through refreshes, `degraded` and `expired`, so that nothing is
 * unmounted in the middle of a form. Closes in `signed-out`, `denied` and `failed`; the next run mounts the content
 * anew, so that nothing of the former participant is left.
 */
export const TokenGate: new () => { $props: TokenGateProps; $slots: TokenGateSlots } = {
  props: ['store'],
  setup(props: TokenGateProps, { slots }: { slots: TokenGateSlots }) {
    // Counted, so that a run that ends and the next one between two renders are seen.
    let run = 0;
    let error: unknown;
    const view = useTokenState((state) => {
      const slot = slotNames[state.status];
      if (!slot) return run;
      run += 1;
      error = (state as { error?: unknown }).error;
      return slot;
    }, props.store);
    return () => {
      const key = view.value;
      const slot: ((of: { error: never }) => VNode[]) | undefined =
        slots[typeof key === 'string' ? key : 'default'];
      if (key === 'failed' && !slot) throw error;
      return h(Fragment, { key }, slot?.({ error: error as never }));
    };
  },
} as never;

/** Of the states in which it is closed. */
const slotNames: Partial<Record<TokenState['status'], Exclude<keyof TokenGateSlots, 'default'>>> = {
  idle: 'fallback',
  acquiring: 'fallback',
  stopped: 'fallback',
  'signed-out': 'signedOut',
  denied: 'denied',
  failed: 'failed',
};
