// The clients that play the scenarios, ours first.
import { acs } from '../clients/acs.js';
import { auth0, auth0LocalStorage } from '../clients/auth0.js';
import { carefulTimer } from '../clients/careful-timer.js';
import type { Client } from '../clients/client.js';
import { keycloak } from '../clients/keycloak.js';
import { livekit } from '../clients/livekit.js';
import { naiveTimer } from '../clients/naive-timer.js';
import { oidcClient, oidcClientWithFallback } from '../clients/oidc-client.js';
import { sdkEvent } from '../clients/sdk-event.js';
import { store } from '../clients/store.js';
import { supabase } from '../clients/supabase.js';

export const contestants: readonly Client[] = [
  store,
  naiveTimer,
  sdkEvent,
  carefulTimer,
  acs,
  livekit,
  oidcClient,
  oidcClientWithFallback,
  supabase,
  keycloak,
  auth0,
  auth0LocalStorage,
];
