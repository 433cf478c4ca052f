// The emulator as a thing to start and stop: options, instances, listening, closing.
import { spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createEmulator, EmulatorError, type EmulatorOptions } from '../src/index.js';
import { listeningEmulator } from './listening-emulator.js';
import { signAssertion } from './sign-assertion.js';
import { get, getParticipantToken, serviceGrant } from './token-client.js';

const pem = (bits: number): string =>
  generateKeyPairSync('rsa', { modulusLength: bits })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString();

describe('createEmulator', () => {
  it('listens on loopback under localhost and gives the same data on each start', async () => {
    const [first, second] = [await listeningEmulator(), await listeningEmulator()];
    expect(first.url).toMatch(/^http:\/\/localhost:\d+\/$/);
    expect(first.tokenUrl).toBe(`${first.url}identityserver/connect/token`);
    expect(second.url).not.toBe(first.url);
    expect(second.participants).toEqual(first.participants);
    expect(second.privateKey).toBe(first.privateKey);
  });

  it('knows nothing of the tokens of another instance', async () => {
    const [first, second] = [await listeningEmulator(), await listeningEmulator()];
    const token = await getParticipantToken(first);
    expect((await get(second, 'api/v1/delegated/participant', token)).status).toBe(401);
    expect(second.issued).toEqual([]);
  });

  it('answers through fetch without listening', async () => {
    const { fetch, ...emulator } = createEmulator();
    const assertion = await signAssertion({ ...emulator, fetch });
    const response = await fetch(emulator.tokenUrl, {
      method: 'POST',
      body: new URLSearchParams(serviceGrant(assertion)),
    });
    expect(await response.json()).toMatchObject({ token_type: 'Bearer' });
  });

  it('stops answering once closed, and can be closed again', async () => {
    const emulator = createEmulator();
    const url = await emulator.listen();
    await fetch(url);
    await emulator.close();
    await emulator.close();
    await expect(fetch(url)).rejects.toThrow('fetch failed');
    await expect(emulator.listen()).rejects.toMatchObject({ code: 'closed' });
  });

  it('says so when it is closed before it listens', async () => {
    const emulator = createEmulator();
    const listening = expect(emulator.listen()).rejects.toMatchObject({ code: 'closed' });
    await Promise.all([emulator.close(), emulator.close(), listening]);
  });

  it('leaves nothing behind, however many there were and whatever they were doing', async () => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'leave-nothing.mjs')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    const [[output], [code]] = await Promise.all([
      once(child.stdout, 'data') as Promise<[Buffer]>,
      once(child, 'exit') as Promise<[number | null]>,
    ]);
    // What was called over the network is cut, and what was called in process gets an answer.
    expect(JSON.parse(output.toString())).toEqual({ ports: 20, settled: ['fulfilled', 'rejected'] });
    expect(code).toBe(0);
  });

  it('says so when the port is taken, and can then listen on another', async () => {
    const first = await listeningEmulator();
    const port = Number(new URL(first.url).port);
    const second = createEmulator();
    await expect(second.listen(port)).rejects.toMatchObject({
      code: 'port_in_use',
      message: `port ${port} is in use by another program`,
    });
    expect(await second.listen()).toMatch(/^http/);
    await second.close();
  });

  it.each([-1, 65_536, 1.5, Number.NaN])('refuses port %d', async (port) => {
    const emulator = createEmulator();
    await expect(emulator.listen(port)).rejects.toMatchObject({
      name: 'EmulatorError',
      code: 'listen_failed',
    });
  });

  it('issues tokens without the exchange, for participants that there are', async () => {
    const emulator = await listeningEmulator();
    const token = emulator.issueToken('MDH-1003', { scope: 'Participant:read', lifetimeSeconds: 9 });
    expect(token).toEqual({
      access_token: expect.stringMatching(/^[0-9a-f]{32}$/),
      expires_in: 9,
      token_type: 'Bearer',
    });
    const answer = await get(emulator, 'api/v1/delegated/participant', token.access_token);
    expect(await answer.json()).toMatchObject({ participantIdentifier: 'MDH-1003' });
    expect(() => emulator.issueToken('nobody')).toThrow('there is no such participant');
    expect(() => emulator.issueToken('MDH-1003', { lifetimeSeconds: 0 })).toThrow(/lifetimeSeconds/);
  });

  it('never forgets a good token, and dead ones in the end', async () => {
    let now = Date.now();
    const emulator = createEmulator({ now: () => now });
    const { access_token } = emulator.issueToken('MDH-1001');
    const issueShort = (count: number): void => {
      for (let issued = 0; issued < count; issued += 1)
        emulator.issueToken('MDH-1002', { lifetimeSeconds: 1 });
    };
    issueShort(12_000);
    expect(emulator.issued).toHaveLength(12_001);
    now += 1000;
    issueShort(2000);
    expect(emulator.issued.length).toBeLessThan(12_000);
    const answer = await emulator.fetch(`${emulator.url}api/v1/delegated/participant`, {
      headers: { authorization: `Bearer ${access_token}` },
    });
    expect(await answer.json()).toMatchObject({ participantIdentifier: 'MDH-1001' });
    const state = await emulator.fetch(`${emulator.url}__emulator__/state`);
    expect(await state.json()).toMatchObject({ tokensIssued: 14_001, tokensUsable: 2001 });
  });

  it('listens once', async () => {
    const emulator = await listeningEmulator();
    await expect(emulator.listen()).rejects.toMatchObject({ code: 'invalid_option' });
  });

  it.each<[string, EmulatorOptions, EmulatorError['code'], RegExp]>([
    ['a life of 0', { tokenLifetimeSeconds: 0 }, 'invalid_option', /tokenLifetimeSeconds is 0/],
    [
      'half a second of life',
      { serviceTokenLifetimeSeconds: 0.5 },
      'invalid_option',
      /serviceTokenLifetimeSeconds/,
    ],
    ['a negative tolerance', { clockToleranceSeconds: -1 }, 'invalid_option', /clockToleranceSeconds/],
    ['an empty account', { serviceAccount: '' }, 'invalid_option', /serviceAccount is empty/],
    [
      'a public URL with a path',
      { publicUrl: 'http://localhost/mdh/' },
      'invalid_option',
      /publicUrl has a path/,
    ],
    ['a seed that is no whole number', { seed: 0.5 }, 'invalid_option', /seed is 0.5/],
    [
      'a limit that is no whole number',
      { rateLimit: { limit: -1, windowSeconds: 1 } },
      'invalid_option',
      /rateLimit/,
    ],
    ['a public URL that is none', { publicUrl: 'localhost' }, 'invalid_option', /publicUrl/],
    [
      'two participants of one identifier',
      { participants: [{ participantIdentifier: 'a' }, { participantIdentifier: 'a' }] },
      'invalid_option',
      /participants/,
    ],
    ['a key that is none', { privateKey: 'secret-words' }, 'invalid_key', /cannot be read/],
    ['a short key', { privateKey: pem(1024) }, 'invalid_key', /1024 bits/],
    [
      'a key of another kind',
      {
        privateKey: generateKeyPairSync('ed25519')
          .privateKey.export({ type: 'pkcs8', format: 'pem' })
          .toString(),
      },
      'invalid_key',
      /type ed25519, expected RSA/,
    ],
    [
      'a public key',
      {
        privateKey: generateKeyPairSync('rsa', { modulusLength: 2048 })
          .publicKey.export({ type: 'spki', format: 'pem' })
          .toString(),
      },
      'invalid_key',
      /public key, expected the private key/,
    ],
  ])('refuses %s', (_name, options, code, message) => {
    const start = (): unknown => createEmulator(options);
    expect(start).toThrow(EmulatorError);
    expect(start).toThrow(expect.objectContaining({ code, message: expect.stringMatching(message) }));
    expect(start).not.toThrow('secret-words');
  });

  it('refuses a bad life later, too', async () => {
    const emulator = createEmulator();
    expect(() => (emulator.tokenLifetimeSeconds = Number.NaN)).toThrow(EmulatorError);
    expect(emulator.tokenLifetimeSeconds).toBe(3600);
  });
});
