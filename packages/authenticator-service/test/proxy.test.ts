// A hospital's way out to the internet, for everything that the service asks.
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { startEmulator } from '../../authenticator/test/emulated-exchange.js';
import { startProxy } from '../../authenticator/test/forward-proxy.js';
import { runCli } from '../src/cli.js';
import { createBearerParticipant } from '../src/index.js';
import { startIdentityProvider } from './identity-provider.js';

beforeEach(() => {
  vi.stubEnv('NO_PROXY', undefined);
  vi.stubEnv('no_proxy', undefined);
  onTestFinished(() => void vi.unstubAllEnvs());
});

test('doctor goes the way that the service goes', async () => {
  const [emulator, proxy] = await Promise.all([startEmulator(), startProxy()]);
  vi.stubEnv('HTTP_PROXY', proxy.url);
  const env = {
    MDH_SERVICE_ACCOUNT: emulator.serviceAccount,
    MDH_PRIVATE_KEY: emulator.privateKey,
    MDH_BASE_URL: emulator.url,
  };
  const terminal = { env, out: () => undefined, err: () => undefined };
  expect(await runCli(['doctor'], terminal, () => AbortSignal.abort())).toBe(0);
  expect(new Set(proxy.tunnels)).toEqual(new Set([new URL(emulator.url).host]));
});

test('the key set of the identity provider is fetched through it', async () => {
  const [provider, proxy] = await Promise.all([startIdentityProvider(), startProxy()]);
  vi.stubEnv('HTTP_PROXY', proxy.url);
  const { jwksUrl, issuer } = provider;
  const participant = createBearerParticipant({ jwksUrl, issuer, audience: 'app' });
  const authorization = `Bearer ${await provider.sign()}`;
  expect(await participant(new Request('http://app.test/', { headers: { authorization } }))).toEqual({
    identifier: 'alice',
  });
  expect(proxy.tunnels).toEqual([new URL(jwksUrl).host]);
});
