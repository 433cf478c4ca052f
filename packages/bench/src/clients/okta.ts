// Okta's client, with a session that it has already.
import { clientId, identityDomain } from '../token-server/addresses.js';
import { tokenCalls } from './call-api.js';
import type { Client } from './client.js';

const lifeSeconds = 86_400;

export const okta: Client = {
  name: 'okta',
  title: '`@okta/okta-auth-js`, `getOrRenewAccessToken()`, storage in memory',
  signsIn: true,
  isMounted: false,
  async load() {
    const { OktaAuth } = await import('@okta/okta-auth-js');
    return () => {
      const issuer = `https://${identityDomain}`;
      const client = new OktaAuth({
        issuer,
        clientId,
        redirectUri: 'https://app.example/callback',
        tokenManager: { storage: 'memory' },
      });
      const expiresAt = Math.floor(Date.now() / 1000) + lifeSeconds;
      return {
        start() {
          client.tokenManager.setTokens({
            accessToken: {
              accessToken: 'abc',
              claims: { sub: 'p-1' },
              expiresAt,
              tokenType: 'Bearer',
              scopes: ['openid'],
              authorizeUrl: `${issuer}/authorize`,
              userinfoUrl: `${issuer}/userinfo`,
            },
          });
        },
        ...tokenCalls(
          () => client.getOrRenewAccessToken(),
          (token) => token,
        ),
      };
    };
  },
};
