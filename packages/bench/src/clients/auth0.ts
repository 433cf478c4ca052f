// Auth0's client, with refresh tokens: its cache in the tab's memory, or in the storage that tabs share.
import { clientId, identityDomain } from '../token-server/addresses.js';
import { tokenCalls } from './call-api.js';
import type { Client, OpenedClient, Tab } from './client.js';

type Auth0 = typeof import('@auth0/auth0-spa-js');

function open({ Auth0Client }: Auth0, cacheLocation: 'memory' | 'localstorage', tab: Tab): OpenedClient {
  const client = new Auth0Client({ domain: identityDomain, clientId, useRefreshTokens: true, cacheLocation });
  const signIn = () =>
    client.exchangeToken({ subject_token: 'session', subject_token_type: 'urn:example:session' });
  return {
    start: () => (cacheLocation === 'localstorage' ? tab.signInOnce(signIn) : signIn()),
    ...tokenCalls(
      () => client.getTokenSilently(),
      (token) => token,
    ),
  };
}

export const auth0: Client = {
  name: 'auth0',
  title: '`@auth0/auth0-spa-js` with refresh tokens, cache in memory',
  signsIn: true,
  isMounted: false,
  async load() {
    const module = await import('@auth0/auth0-spa-js');
    return (tab) => open(module, 'memory', tab);
  },
};

export const auth0LocalStorage: Client = {
  ...auth0,
  name: 'auth0-ls',
  title: '`@auth0/auth0-spa-js` with refresh tokens, cache in `localStorage`',
  async load() {
    const module = await import('@auth0/auth0-spa-js');
    return (tab) => open(module, 'localstorage', tab);
  },
};
