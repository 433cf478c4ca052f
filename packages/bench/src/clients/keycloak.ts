// keycloak-js, with the refresh token of an earlier page.
import { clientId, identityDomain } from '../token-server/addresses.js';
import { tokenCalls } from './call-api.js';
import type { Client } from './client.js';
import { jsonWebToken } from '../token-server/json-web-token.js';
import { provideWithResolvers } from './with-resolvers.js';

const minValiditySeconds = 30;

export const keycloak: Client = {
  name: 'keycloak',
  title: '`keycloak-js`, `updateToken(30)` before each call',
  signsIn: false,
  isMounted: false,
  async load() {
    provideWithResolvers();
    const { default: Keycloak } = await import('keycloak-js');
    return () => {
      const client = new Keycloak({ url: `https://${identityDomain}`, realm: 'bench', clientId });
      const kept = jsonWebToken({ sub: 'p-1', exp: 0 });
      return {
        // Begins with a refresh.
        start: () => client.init({ token: kept, refreshToken: kept, checkLoginIframe: false }),
        ...tokenCalls(
          () => client.updateToken(minValiditySeconds),
          () => client.token,
        ),
      };
    };
  },
};
