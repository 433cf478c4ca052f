// A hospital's way out to the internet: the proxy of the environment.
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { createTokenExchange } from '../src/index.js';
import { exchangeFor, somebody, startEmulator } from './emulated-exchange.js';
import { startProxy } from './forward-proxy.js';
import { startIdentityServer } from './identity-server.js';
import { developmentKey } from './keys.js';

beforeEach(() => {
  vi.stubEnv('NO_PROXY', undefined);
  vi.stubEnv('no_proxy', undefined);
  onTestFinished(() => void vi.unstubAllEnvs());
});

test.each(['HTTP_PROXY', 'http_proxy'])('%s is used', async (variable) => {
  const [emulator, proxy] = await Promise.all([startEmulator(), startProxy()]);
  vi.stubEnv(variable, proxy.url);
  const token = await exchangeFor(emulator).participantToken({ id: somebody(emulator).id });
  expect(token.token_type).toBe('Bearer');
  expect(new Set(proxy.tunnels)).toEqual(new Set([new URL(emulator.url).host]));
});

test('NO_PROXY is heeded', async () => {
  const [emulator, proxy] = await Promise.all([startEmulator(), startProxy()]);
  vi.stubEnv('HTTP_PROXY', proxy.url);
  vi.stubEnv('NO_PROXY', 'localhost');
  await exchangeFor(emulator).participantToken({ id: somebody(emulator).id });
  expect(proxy.tunnels).toEqual([]);
});

test('what goes through the proxy leaves its host behind in no other request', async () => {
  const [first, second, proxy] = await Promise.all([
    startIdentityServer(),
    startIdentityServer(),
    startProxy(),
  ]);
  for (const identity of [first, second]) {
    vi.stubEnv('HTTP_PROXY', identity === first ? proxy.url : undefined);
    const settings = {
      serviceAccount: 'MyDataHelps.Test',
      privateKey: developmentKey,
      baseUrl: identity.url,
    };
    await createTokenExchange(settings).participantToken({ id: 'a-participant' });
    const hosts = identity.received.map(({ headers }) => headers.host);
    expect(hosts).toEqual([new URL(identity.url).host, new URL(identity.url).host]);
  }
});
