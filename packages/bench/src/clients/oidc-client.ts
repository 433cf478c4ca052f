// oidc-client-ts with its automatic silent renewal, by the refresh token; and the same where the page asks for a
// renewal itself when it finds the token expired.
import type { User } from 'oidc-client-ts';
import { clientId, identityDomain } from '../token-server/addresses.js';
import { tokenCalls } from './call-api.js';
import type { Client, OpenedClient } from './client.js';

type Oidc = typeof import('oidc-client-ts');

const issuer = `https://${identityDomain}/`;

function openManager({ UserManager, WebStorageStateStore, InMemoryWebStorage }: Oidc) {
  return new UserManager({
    authority: issuer,
    client_id: clientId,
    redirect_uri: 'https://app.example/callback',
    metadata: { issuer, token_endpoint: `${issuer}token` },
    // By default it is the tab's sessionStorage, which the tabs of one window would share.
    userStore: new WebStorageStateStore({ store: new InMemoryWebStorage() }),
  });
}

function open(oidc: Oidc, renewsExpired: boolean): OpenedClient {
  const manager = openManager(oidc);
  async function getRenewedUser(): Promise<User | null> {
    const user = await manager.getUser();
    return user?.expired === true ? manager.signinSilent() : user;
  }
  const getUser = renewsExpired ? getRenewedUser : () => manager.getUser();
  return {
    start: () =>
      manager.signinResourceOwnerCredentials({ username: 'ada', password: 'secret', skipUserInfo: true }),
    ...tokenCalls(getUser, (user) => (user?.expired === true ? null : user?.access_token)),
  };
}

export const oidcClient: Client = {
  name: 'oidc',
  title: '`oidc-client-ts`, `automaticSilentRenew`, `getUser()` before each call',
  signsIn: true,
  isMounted: false,
  async load() {
    const oidc = await import('oidc-client-ts');
    return () => open(oidc, false);
  },
};

export const oidcClientWithFallback: Client = {
  ...oidcClient,
  name: 'oidc-fallback',
  title: '`oidc-client-ts` as before, and `signinSilent()` where the token is expired',
  async load() {
    const oidc = await import('oidc-client-ts');
    return () => open(oidc, true);
  },
};
