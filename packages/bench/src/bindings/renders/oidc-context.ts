// react-oidc-context: its one hook gives all that it knows.
import { createElement } from 'react';
import { clientId, identityDomain } from '../../token-server/addresses.js';
import type { Binding } from './bound.js';

const issuer = `https://${identityDomain}/`;

export const oidcContext: Binding = {
  title: '`react-oidc-context`, `useAuth().isAuthenticated`',
  async open() {
    const { UserManager } = await import('oidc-client-ts');
    const { AuthProvider, useAuth } = await import('react-oidc-context');
    const userManager = new UserManager({
      authority: issuer,
      client_id: clientId,
      redirect_uri: 'https://app.example/callback',
      metadata: { issuer, token_endpoint: `${issuer}token` },
    });
    await userManager.signinResourceOwnerCredentials({
      username: 'ada',
      password: 'secret',
      skipUserInfo: true,
    });
    const Badge = ({ rendered }: { rendered: () => void }): string => {
      const { isAuthenticated } = useAuth();
      rendered();
      return String(isAuthenticated);
    };
    return {
      tree: (rendered) => createElement(AuthProvider, { userManager }, createElement(Badge, { rendered })),
      refresh: () => userManager.signinSilent(),
      // The token is a property of the state.
      ask: null,
    };
  },
};
