// A second token endpoint, made by others: oidc-provider checks the assertion by its own reading of the specifications.
import { createServer } from 'node:http';
import { exportJWK } from 'jose';
import Provider, { errors } from 'oidc-provider';

const scopes = ['api', 'Participant:read', 'SurveyTasks:read'];

/** Starts it on a free port. `participants` are the IDs that it grants tokens for. */
export async function startOidcServer({ serviceAccount, publicKey, participants }) {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const refused = [];
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: serviceAccount,
        token_endpoint_auth_method: 'private_key_jwt',
        token_endpoint_auth_signing_alg: 'RS256',
        jwks: { keys: [{ ...(await exportJWK(publicKey)), use: 'sig', alg: 'RS256' }] },
        grant_types: ['client_credentials'],
        redirect_uris: [],
        response_types: [],
        scope: scopes.join(' '),
      },
      {
        client_id: 'MyDataHelps.DelegatedParticipant',
        client_secret: 'secret',
        token_endpoint_auth_method: 'client_secret_post',
        grant_types: ['delegated_participant'],
        redirect_uris: [],
        response_types: [],
        scope: scopes.join(' '),
      },
    ],
    routes: { token: '/identityserver/connect/token' },
    scopes,
    cookies: { keys: ['test'] },
    features: { clientCredentials: { enabled: true }, devInteractions: { enabled: false } },
    ttl: { ClientCredentials: 600 },
  });
  provider.registerGrantType(
    'delegated_participant',
    async (ctx) => {
      const { params, client } = ctx.oidc;
      const service = await provider.ClientCredentials.find(params.token);
      if (service?.clientId !== serviceAccount)
        throw new errors.InvalidGrant('the service token is not good');
      if (!participants.includes(params.participant_id)) throw new errors.InvalidGrant('no such participant');
      const unknown = params.scope.split(' ').find((scope) => !scopes.includes(scope));
      if (unknown !== undefined) throw new errors.InvalidScope('unknown scope', unknown);
      const token = new provider.ClientCredentials({ client, scope: params.scope });
      ctx.body = {
        access_token: await token.save(),
        expires_in: token.expiration,
        token_type: 'Bearer',
        scope: params.scope,
      };
    },
    ['participant_id', 'token', 'scope'],
    [],
  );
  provider.on('grant.error', (_ctx, error) =>
    refused.push(`${error.error}: ${error.error_detail ?? error.message}`),
  );
  server.on('request', provider.callback());
  return {
    url: `${issuer}/`,
    refused,
    find: (token) => provider.ClientCredentials.find(token),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
