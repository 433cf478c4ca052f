// Tokens in the forms of the providers that apps use, with the settings that the README names for each.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createBearerParticipant } from '../src/index.js';
import { readServeSettings } from '../src/settings/serve-settings.js';
import { startIdentityProvider } from './identity-provider.js';

interface Form {
  /** The settings, as the README has them; issuer and audience are those of the token. */
  settings: Record<string, string>;
  issuer: string;
  audience: string;
  header: { typ?: string };
  claims: Record<string, unknown>;
  /** What the participant is called. */
  identifier: string;
  /** Other tokens that the same provider signs, which must sign nobody in. */
  others: Record<string, { header?: { typ?: string }; claims: Record<string, unknown> }>;
}

/** No claim of the test's own provider unless a form has it. */
const none = { aud: null, sub: null };
const logOut = {
  header: { typ: 'logout+jwt' },
  claims: { events: { 'http://schemas.openid.net/event/backchannel-logout': {} } },
};

const forms: Record<string, Form> = {
  Auth0: {
    settings: { JWT_CLAIM: 'https://study.example.org/participant' },
    issuer: 'https://example.us.auth0.com/',
    audience: 'https://study.example.org/api',
    header: { typ: 'JWT' },
    claims: {
      ...none,
      sub: 'auth0|5f7c8ec7c33c6c004bbafe82',
      aud: ['https://study.example.org/api', 'https://example.us.auth0.com/userinfo'],
      azp: 'my_client_id',
      scope: 'openid profile',
      'https://study.example.org/participant': 'MDH-1001',
    },
    identifier: 'MDH-1001',
    others: { 'an ID token': { claims: { aud: 'my_client_id', nonce: 'n', at_hash: 'h' } } },
  },
  'Auth0 (RFC 9068 profile)': {
    settings: {},
    issuer: 'https://example.us.auth0.com/',
    audience: 'https://study.example.org/api',
    header: { typ: 'at+jwt' },
    claims: { ...none, sub: 'auth0|5f7c', aud: 'https://study.example.org/api', client_id: 'my_client_id' },
    identifier: 'auth0|5f7c',
    others: { 'a log-out token': logOut },
  },
  'Entra ID': {
    settings: { JWT_CLAIM: 'oid' },
    issuer: 'https://login.microsoftonline.com/72f988bf-0000-0000-0000-2d7cd011db47/v2.0',
    audience: '6e74172b-be56-4843-9ff4-e66a39bb12e3',
    header: { typ: 'JWT' },
    claims: {
      ...none,
      aud: '6e74172b-be56-4843-9ff4-e66a39bb12e3',
      azp: '1ab8c3d4-0000-0000-0000-000000000000',
      azpacr: '0',
      name: 'Ada Lovelace',
      oid: '690222be-ff1a-4d56-abd1-7e4f7d38e474',
      scp: 'access_as_user',
      sub: 'HKZpfaHyWadeOouYlitjrI-KffTm222X5rrV3xDqfKQ',
      tid: '72f988bf-0000-0000-0000-2d7cd011db47',
      uti: 'fqiBqXLPj0eQa82S-IYFAA',
      ver: '2.0',
    },
    identifier: '690222be-ff1a-4d56-abd1-7e4f7d38e474',
    others: { 'a token for Microsoft Graph': { claims: { aud: '00000003-0000-0000-c000-000000000000' } } },
  },
  'Amazon Cognito': {
    settings: { JWT_AUDIENCE_CLAIM: 'client_id' },
    issuer: 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example',
    audience: 'xxxxxxxxxxxxexample',
    header: {},
    claims: {
      ...none,
      sub: 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee',
      client_id: 'xxxxxxxxxxxxexample',
      token_use: 'access',
      event_id: '64f513be-32db-42b0-b78e-b02127b4f463',
      scope: 'aws.cognito.signin.user.admin',
      username: 'ada',
    },
    identifier: 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee',
    others: {
      'an ID token': { claims: { aud: 'xxxxxxxxxxxxexample', client_id: null, token_use: 'id' } },
      'an ID token that names the client': { claims: { token_use: 'id' } },
      'a token of another client': { claims: { client_id: 'other' } },
    },
  },
  Keycloak: {
    settings: { JWT_CLAIM: 'preferred_username' },
    issuer: 'https://login.example.org/realms/study',
    audience: 'study-api',
    header: { typ: 'JWT' },
    claims: {
      ...none,
      sub: 'f3c1d0c4-0000-4000-8000-000000000001',
      aud: ['study-api', 'account'],
      typ: 'Bearer',
      azp: 'study-page',
      sid: '5c2a',
      realm_access: { roles: ['offline_access'] },
      preferred_username: 'mdh-1001',
    },
    identifier: 'mdh-1001',
    others: {
      'an ID token': { claims: { typ: 'ID', aud: 'study-api' } },
      'a refresh token': { claims: { typ: 'Refresh' } },
      'an offline token': { claims: { typ: 'Offline' } },
      'a log-out token': { ...logOut, claims: { ...logOut.claims, typ: 'Logout' } },
    },
  },
  Okta: {
    settings: { JWT_CLAIM: 'uid' },
    issuer: 'https://example.okta.com/oauth2/default',
    audience: 'api://default',
    header: {},
    claims: {
      ...none,
      ver: 1,
      jti: 'AT.0mP4JKAZX1iACIT4vbEDF7LpvDVjxypPMf0D7uX39RE',
      aud: 'api://default',
      sub: 'ada@example.org',
      cid: '0oa1client',
      uid: '00u1user',
      scp: ['openid'],
    },
    identifier: '00u1user',
    others: { 'an ID token': { claims: { aud: '0oa1client', at_hash: 'h', uid: null } } },
  },
  Firebase: {
    settings: { JWT_TOKEN_USE: 'id' },
    issuer: 'https://securetoken.google.com/my-project',
    audience: 'my-project',
    header: { typ: 'JWT' },
    claims: {
      ...none,
      aud: 'my-project',
      sub: 'Xq3z0000000000000000000000a1',
      user_id: 'Xq3z0000000000000000000000a1',
      firebase: { identities: {}, sign_in_provider: 'password' },
    },
    identifier: 'Xq3z0000000000000000000000a1',
    others: { 'a token of another project': { claims: { aud: 'another-project' } } },
  },
};

const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');

async function signInWith(form: Form) {
  const provider = await startIdentityProvider();
  const { signIn, problems } = readServeSettings({
    MDH_SERVICE_ACCOUNT: 'any',
    MDH_PRIVATE_KEY: 'any',
    JWT_JWKS_URL: provider.jwksUrl,
    JWT_ISSUER: form.issuer,
    JWT_AUDIENCE: form.audience,
    ...form.settings,
  });
  if (signIn === null) throw new Error(JSON.stringify(problems));
  const participant = createBearerParticipant(signIn);
  return async (claims: Record<string, unknown>, header: { typ?: string }) => {
    const token = await provider.sign({ iss: form.issuer, ...form.claims, ...claims }, header);
    return participant(new Request('http://app.test/', { headers: { authorization: `Bearer ${token}` } }));
  };
}

describe.each(Object.entries(forms))('%s', (name, form) => {
  test('signs its user in', async () => {
    const ask = await signInWith(form);
    expect(await ask({}, form.header)).toEqual({ identifier: form.identifier });
  });

  test('signs nobody in with another token', async () => {
    const ask = await signInWith(form);
    for (const { header = form.header, claims } of Object.values(form.others)) {
      expect(await ask(claims, header)).toBeNull();
    }
    expect(await ask({ iss: 'https://another.example.org/' }, form.header)).toBeNull();
  });

  test('has its settings in the README', () => {
    const row = readme.split('\n').find((line) => line.startsWith(`| ${name.replace(/ \(.*/, '')} |`));
    for (const setting of Object.entries(form.settings)) expect(row).toContain(setting.join('='));
  });
});

describe('the kinds of tokens', () => {
  const refused: Array<[string, 'access' | 'id', { typ?: string }, Record<string, unknown>]> = [
    ['an ID token by its hash', 'access', { typ: 'JWT' }, { at_hash: 'x' }],
    ['a log-out token by its events', 'access', { typ: 'JWT' }, { events: {} }],
    ['a log-out token by its type', 'access', { typ: 'logout+jwt' }, {}],
    ['a security event', 'access', { typ: 'application/secevent+jwt' }, {}],
    ['a proof of possession', 'access', { typ: 'dpop+jwt' }, {}],
    ['a type that is no text', 'access', { typ: 7 as unknown as string }, {}],
    ['an access token where ID tokens are meant', 'id', { typ: 'at+jwt' }, {}],
    ['Cognito’s access token where ID tokens are meant', 'id', {}, { token_use: 'access' }],
  ];
  test.each(refused)('%s signs nobody in', async (_name, tokenUse, header, claims) => {
    const { jwksUrl, issuer, sign } = await startIdentityProvider();
    const participant = createBearerParticipant({ jwksUrl, issuer, audience: 'app', tokenUse });
    const authorization = `Bearer ${await sign(claims, header)}`;
    expect(await participant(new Request('http://app.test/', { headers: { authorization } }))).toBeNull();
  });

  test.each<[string, { typ?: string }, Record<string, unknown>]>([
    ['application/at+jwt', { typ: 'application/at+jwt' }, {}],
    ['AT+JWT', { typ: 'AT+JWT' }, {}],
    ['a claim typ that is not Keycloak’s', { typ: 'JWT' }, { typ: 'session' }],
  ])('%s signs in', async (_name, header, claims) => {
    const { jwksUrl, issuer, sign } = await startIdentityProvider();
    const participant = createBearerParticipant({ jwksUrl, issuer, audience: 'app' });
    const authorization = `Bearer ${await sign(claims, header)}`;
    expect(await participant(new Request('http://app.test/', { headers: { authorization } }))).toEqual({
      identifier: 'alice',
    });
  });
});

describe('a key set over http', () => {
  const options = { issuer: 'issuer', audience: 'app' };
  const hosts = [
    'app:5000',
    'app.study.svc',
    'idp.internal',
    'nas.local',
    '10.1.2.3',
    '172.20.0.5:8080',
    '[fd00::5]',
  ];
  test.each(hosts)('of %s is taken where the setting says so', (host) => {
    const jwksUrl = `http://${host}/jwks.json`;
    expect(() => createBearerParticipant({ ...options, jwksUrl })).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('JWT_JWKS_PRIVATE_HTTP=true') as string }),
    );
    expect(() => createBearerParticipant({ ...options, jwksUrl, allowPrivateHttp: true })).not.toThrow();
  });

  test.each(['login.example.org', '8.8.8.8', '172.32.0.1', '[2001:db8::1]', 'local.example.org'])(
    'of %s is never taken',
    (host) => {
      const jwksUrl = `http://${host}/jwks.json`;
      expect(() => createBearerParticipant({ ...options, jwksUrl, allowPrivateHttp: true })).toThrow(
        expect.objectContaining({ message: expect.stringContaining('is not an https URL') as string }),
      );
    },
  );

  test('of a Compose service signs its users in', async () => {
    const provider = await startIdentityProvider();
    const names = await startNameServer(Number(new URL(provider.jwksUrl).port));
    vi.stubEnv('NO_PROXY', undefined);
    vi.stubEnv('no_proxy', undefined);
    vi.stubEnv('HTTP_PROXY', names.url);
    onTestFinished(() => void vi.unstubAllEnvs());
    const participant = createBearerParticipant({
      jwksUrl: 'http://app:5000/jwks.json',
      issuer: provider.issuer,
      audience: 'app',
      allowPrivateHttp: true,
    });
    const authorization = `Bearer ${await provider.sign()}`;
    expect(await participant(new Request('http://app.test/', { headers: { authorization } }))).toEqual({
      identifier: 'alice',
    });
    expect(names.asked).toEqual(['app:5000']);
  });
});

/** Stands for the names of a Compose network: a proxy that leads every name to one port of this machine. */
async function startNameServer(port: number): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer();
  server.on('connect', (request, socket) => {
    asked.push(request.url ?? '');
    const target = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      target.pipe(socket).pipe(target);
    });
    for (const end of [socket, target]) end.on('error', () => end.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}
