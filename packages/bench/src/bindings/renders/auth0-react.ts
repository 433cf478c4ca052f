// auth0-react: its one hook gives all that it knows.
import { createElement } from 'react';
import { clientId, identityDomain } from '../../token-server/addresses.js';
import type { Binding } from './bound.js';

export const auth0React: Binding = {
  title: '`@auth0/auth0-react`, `useAuth0().isAuthenticated`, `getAccessTokenSilently`',
  async open() {
    const { Auth0Client } = await import('@auth0/auth0-spa-js');
    const { Auth0Provider, useAuth0 } = await import('@auth0/auth0-react');
    const options = {
      domain: identityDomain,
      clientId,
      useRefreshTokens: true,
      cacheLocation: 'localstorage',
    } as const;
    // The provider finds the session in the storage.
    await new Auth0Client(options).exchangeToken({
      subject_token: 'session',
      subject_token_type: 'urn:example:session',
    });
    let ask: ReturnType<typeof useAuth0>['getAccessTokenSilently'];
    const Badge = ({ rendered }: { rendered: () => void }): string => {
      const { isAuthenticated, getAccessTokenSilently } = useAuth0();
      ask = getAccessTokenSilently;
      rendered();
      return String(isAuthenticated);
    };
    return {
      tree: (rendered) => createElement(Auth0Provider, options, createElement(Badge, { rendered })),
      refresh: () => ask({ cacheMode: 'off' }),
      ask: () => ask(),
    };
  },
};
