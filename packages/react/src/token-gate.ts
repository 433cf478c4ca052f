// Shows its children as long as there is a participant with a token.
import {
  createElement,
  Fragment,
  useInsertionEffect,
  useState,
  type ReactElement,
  type ReactNode,
} from 'react';
import type {
  DeniedState,
  FailedState,
  SignedOutState,
  TokenError,
  TokenState,
  TokenStore,
} from '@mdh-tokens/store';
import { useTokenState } from './use-token-state.js';
import { useTokenStore } from './use-token-store.js';

/** What to show when a run has ended. */
type Ending<E extends TokenError> = ReactNode | ((error: E) => ReactNode);

/** Properties of `TokenGate`. */
export interface TokenGateProps {
  /** Shown from the first token of a run on, and on a page that MyDataHelps hosts. */
  children: ReactNode;
  /** Shown until the first token, on the server too, and after `stop()`. Default: nothing. */
  fallback?: ReactNode;
  /** Shown if the user has to sign in. Default: nothing. */
  signedOut?: Ending<SignedOutState['error']>;
  /** Shown if the user has no participant. Default: nothing. */
  denied?: Ending<DeniedState['error']>;
  /** Shown if trying again cannot help. Default: the error is thrown to the nearest error boundary. */
  failed?: Ending<FailedState['error']>;
  /** Instead of the provider's. */
  store?: TokenStore;
}

/**
 * Opens with the first token of a run and stays open through refreshes, `degraded` and `expired`, so that nothing is
 * unmounted in the middle of a form. Closes in `signed-out`, `denied` and `failed`; the next run mounts the children
 * anew, so that nothing of the former participant is left.
 *
 * @throws TokenError `invalid_option` if there is no provider; the error of `failed`
 */
export function TokenGate(props: TokenGateProps): ReactElement {
  const store = useTokenStore(props.store);
  const view = useTokenState(viewOf, store);
  const run = useRun(store);
  if (view === 'open') return createElement(Fragment, { key: run }, props.children);
  return createElement(
    Fragment,
    { key: 'closed' },
    view === 'waiting' ? props.fallback : ending(view, props),
  );
}

type EndState = SignedOutState | DeniedState | FailedState;

function viewOf(state: TokenState): 'open' | 'waiting' | EndState {
  switch (state.status) {
    case 'active':
    case 'degraded':
    case 'expired':
    case 'hosted':
      return 'open';
    case 'signed-out':
    case 'denied':
    case 'failed':
      return state;
    default:
      return 'waiting';
  }
}

function ending(state: EndState, { signedOut, denied, failed }: TokenGateProps): ReactNode {
  if (state.status === 'signed-out') return contentOf(signedOut, state.error);
  if (state.status === 'denied') return contentOf(denied, state.error);
  if (failed === undefined) throw state.error;
  return contentOf(failed, state.error);
}

function contentOf<E extends TokenError>(content: Ending<E>, error: E): ReactNode {
  return typeof content === 'function' ? content(error) : content;
}

/**
 * Counts the runs and the stores, for a key. By an insertion effect: it goes on listening if an `Activity` hides the
 * gate, and what it sets is rendered before the gate is shown again.
 */
function useRun(store: TokenStore): number {
  const [counted, setCounted] = useState({ store, run: 0 });
  if (counted.store !== store) setCounted({ store, run: counted.run + 1 });
  useInsertionEffect(
    () =>
      store.on('state', (state) => {
        const isOver = state.status === 'stopped' || typeof viewOf(state) === 'object';
        if (isOver) setCounted(({ run }) => ({ store, run: run + 1 }));
      }),
    [store],
  );
  return counted.run;
}
