// A hospital's way out to the internet: the proxy of the environment.
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { exchangeFor, somebody, startEmulator } from './emulated-exchange.js';
import { startProxy } from './forward-proxy.js';

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

test('what goes through the proxy leaves nothing behind for another MyDataHelps', async () => {
  const [first, second, proxy] = await Promise.all([startEmulator(), startEmulator(), startProxy()]);
  const third = await startEmulator();
  vi.stubEnv('HTTP_PROXY', proxy.url);
  const tunnelled = [exchangeFor(first), exchangeFor(second)];
  vi.stubEnv('HTTP_PROXY', undefined);
  const exchanges = [...tunnelled, exchangeFor(third)];
  for (const [index, emulator] of [first, second, third].entries()) {
    const token = await exchanges[index]!.participantToken({ id: somebody(emulator).id });
    expect(token.token_type).toBe('Bearer');
  }
});
