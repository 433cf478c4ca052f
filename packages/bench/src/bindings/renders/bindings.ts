// The bindings for React, ours first.
import { auth0React } from './auth0-react.js';
import type { Binding } from './bound.js';
import { mdhTokens } from './mdh-tokens.js';
import { oidcContext } from './oidc-context.js';
import { nanoStore, xstateStore } from './state-stores.js';
import { tanstackQuery } from './tanstack-query.js';

export type ReactBindingName = 'mdh-tokens' | 'tanstack' | 'xstate' | 'nanostores' | 'oidc' | 'auth0';

export const reactBindings: Readonly<Record<ReactBindingName, Binding>> = {
  'mdh-tokens': mdhTokens,
  tanstack: tanstackQuery,
  xstate: xstateStore,
  nanostores: nanoStore,
  oidc: oidcContext,
  auth0: auth0React,
};
