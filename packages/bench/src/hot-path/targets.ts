// What is asked for a token that it has.
import { acs } from '../clients/acs.js';
import { auth0 } from '../clients/auth0.js';
import type { Client } from '../clients/client.js';
import { keycloak } from '../clients/keycloak.js';
import { oidcClient } from '../clients/oidc-client.js';
import { okta } from '../clients/okta.js';
import { store } from '../clients/store.js';
import { supabase } from '../clients/supabase.js';

export interface Target {
  /** The call, as an app writes it. */
  readonly call: string;
  /** `null` for the floor: no function that returns a promise of a token can be cheaper. */
  readonly client: Client | null;
}

export const floor: Target = { call: 'async () => token', client: null };
export const ours: Target = { call: 'store.getToken()', client: store };

export const targets: readonly Target[] = [
  floor,
  ours,
  { call: 'ACS getToken()', client: acs },
  { call: 'keycloak-js updateToken(30)', client: keycloak },
  { call: 'okta-auth-js getOrRenewAccessToken()', client: okta },
  { call: 'supabase getSession()', client: supabase },
  { call: 'oidc-client-ts getUser()', client: oidcClient },
  { call: 'auth0-spa-js getTokenSilently()', client: auth0 },
];
