// Shows its content as long as there is a participant with a token.
import type { DeniedState, FailedState, SignedOutState, TokenStore } from '@mdh-tokens/store';
import { defineComponent, Fragment, h, type PropType, type VNode } from 'vue';
import { useTokenState } from './use-token-state.js';
import { useTokenStore } from './use-token-store.js';

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
export const TokenGate: new () => { $props: TokenGateProps; $slots: TokenGateSlots } = defineComponent({
  props: { store: Object as PropType<TokenStore> },
  setup(props, { slots }) {
    // Counted, so that a run that ends and the next one between two renders are seen.
    let run = 0;
    const view = useTokenState((state) => {
      const { status } = state;
      if (status === 'stopped' || status in slotNames) run += 1;
      if (status in slotNames) return state as Ending;
      return waiting.includes(status) ? 'fallback' : run;
    }, useTokenStore(props.store));
    return () => {
      const seen = view.value;
      if (typeof seen !== 'object') {
        return h(Fragment, { key: seen }, slots[seen === 'fallback' ? seen : 'default']?.());
      }
      const slot = slots[slotNames[seen.status]];
      if (slot === undefined && seen.status === 'failed') throw seen.error;
      return h(Fragment, { key: seen.status }, slot?.(seen));
    };
  },
}) as never;

type Ending = SignedOutState | DeniedState | FailedState;
const slotNames = { 'signed-out': 'signedOut', denied: 'denied', failed: 'failed' } as const;
const waiting = ['idle', 'acquiring', 'stopped'];
