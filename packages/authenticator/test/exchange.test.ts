// The exchange against the emulator over HTTP.
import { describe, expect, test, vi } from 'vitest';
import { createTokenExchange } from '../src/index.js';
import { exchangeFor, issuedTo, somebody, startEmulator } from './emulated-exchange.js';
import { startIdentityServer } from './identity-server.js';
import { developmentKey } from './keys.js';

describe('a participant token', () => {
  test('is one that the participant API accepts', async () => {
    const emulator = await startEmulator({ tokenLifetimeSeconds: 600 });
    const { id } = somebody(emulator);
    const token = await exchangeFor(emulator).participantToken({ id });
    expect(token).toMatchObject({ expires_in: 600, token_type: 'Bearer' });
    const answer = await fetch(`${emulator.url}api/v1/delegated/participant`, {
      headers: { authorization: `Bearer ${token.access_token}` },
    });
    expect(await answer.json()).toMatchObject({ participantID: id });
  });

  test('is found by the project’s identifier of the participant', async () => {
    const emulator = await startEmulator();
    const { id, identifier } = somebody(emulator);
    const exchange = exchangeFor(emulator);
    expect(await exchange.findParticipant(identifier)).toBe(id);
    await exchange.participantToken({ identifier });
    expect(emulator.issued.at(-1)).toMatchObject({ kind: 'participant', participantId: id });
  });

  test('comes from the cache while half of its life is left, with its age taken off', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'performance'] });
    const emulator = await startEmulator({ tokenLifetimeSeconds: 600 });
    const exchange = exchangeFor(emulator);
    const participant = { id: somebody(emulator).id };
    const first = await exchange.participantToken(participant);
    vi.advanceTimersByTime(299_000);
    const second = await exchange.participantToken(participant);
    expect(second).toEqual({ ...first, expires_in: 301, refresh_in: 2 });
    vi.advanceTimersByTime(2_000);
    const third = await exchange.participantToken(participant);
    expect(third.access_token).not.toBe(first.access_token);
    expect(third.expires_in).toBe(600);
    vi.useRealTimers();
  });

  test('that is in memory costs no timer, and is not given to a caller that has aborted', async () => {
    const emulator = await startEmulator();
    const exchange = exchangeFor(emulator);
    const { identifier } = somebody(emulator);
    await exchange.participantToken({ identifier });
    const armed = vi.spyOn(globalThis, 'setTimeout');
    await exchange.participantToken({ identifier });
    expect(armed).not.toHaveBeenCalled();
    armed.mockRestore();
    const signal = AbortSignal.abort();
    await expect(exchange.participantToken({ identifier }, { signal })).rejects.toMatchObject({
      code: 'aborted',
    });
  });

  test('is a new one each time with the cache switched off', async () => {
    const emulator = await startEmulator();
    const exchange = exchangeFor(emulator, { cache: false });
    const participant = { id: somebody(emulator).id };
    await exchange.participantToken(participant);
    await exchange.participantToken(participant);
    expect(issuedTo(emulator, 'participant')).toHaveLength(2);
    expect(issuedTo(emulator, 'service')).toHaveLength(1);
  });

  test('is shared by callers that ask at the same time, from a cold start', async () => {
    const emulator = await startEmulator();
    const exchange = exchangeFor(emulator);
    const { id } = somebody(emulator);
    const tokens = await Promise.all(Array.from({ length: 200 }, () => exchange.participantToken({ id })));
    expect(new Set(tokens.map((token) => token.access_token)).size).toBe(1);
    expect(issuedTo(emulator, 'service')).toHaveLength(1);
    expect(issuedTo(emulator, 'participant')).toHaveLength(1);
  });

  test('is asked for anew when the page says that its token was refused, once in 10 s', async () => {
    const emulator = await startEmulator();
    const exchange = exchangeFor(emulator);
    const participant = { id: somebody(emulator).id };
    const first = await exchange.participantToken(participant);
    const second = await exchange.participantToken(participant, { fresh: true });
    expect(second.access_token).not.toBe(first.access_token);
    const third = await exchange.participantToken(participant, { fresh: true });
    expect(third.access_token).toBe(second.access_token);
  });

  test('is the new one for all who say at the same time that theirs was refused', async () => {
    const emulator = await startEmulator();
    const exchange = exchangeFor(emulator);
    const participant = { id: somebody(emulator).id };
    const refused = await exchange.participantToken(participant);
    const asked = Array.from({ length: 5 }, () => exchange.participantToken(participant, { fresh: true }));
    const tokens = new Set((await Promise.all(asked)).map((token) => token.access_token));
    expect(tokens.size).toBe(1);
    expect(tokens).not.toContain(refused.access_token);
    expect(issuedTo(emulator, 'participant')).toHaveLength(2);
  });

  test('names the participant by a hash that is the same in a whole fleet and tells nothing', async () => {
    const emulator = await startEmulator();
    const [one, other] = emulator.participants;
    if (one === undefined || other === undefined) throw new Error('two participants are needed');
    const first = await exchangeFor(emulator).participantToken({ id: one.id });
    const again = await exchangeFor(emulator).participantToken({ id: one.id });
    const second = await exchangeFor(emulator).participantToken({ id: other.id });
    expect(first.subject).toMatch(/^[\w-]{24}$/);
    expect(again.subject).toBe(first.subject);
    expect(second.subject).not.toBe(first.subject);
    const keyed = exchangeFor(emulator, { subjectKey: 'a secret of thirty-two characters' });
    expect((await keyed.participantToken({ id: one.id })).subject).not.toBe(first.subject);
  });

  test('names the participant as before where the former private key is the subject key', async () => {
    const emulator = await startEmulator();
    const { id } = somebody(emulator);
    const { subject } = await exchangeFor(emulator).participantToken({ id });
    const identity = await startIdentityServer();
    const newAccount = {
      serviceAccount: 'MyDataHelps.Test',
      privateKey: developmentKey,
      baseUrl: identity.url,
    };
    expect(await createTokenExchange(newAccount).participantToken({ id })).not.toMatchObject({ subject });
    const { privateKey } = emulator;
    const forms = [
      privateKey,
      privateKey.replaceAll('\n', '\\n'),
      Buffer.from(privateKey).toString('base64'),
    ];
    for (const subjectKey of forms) {
      const exchange = createTokenExchange({ ...newAccount, subjectKey });
      expect(await exchange.participantToken({ id })).toMatchObject({ subject });
    }
  });
});

describe('the service token', () => {
  test('is renewed in the background ahead of its end, by one call', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'performance'] });
    const emulator = await startEmulator({ serviceTokenLifetimeSeconds: 300 });
    const exchange = exchangeFor(emulator);
    const first = await exchange.serviceToken();
    vi.advanceTimersByTime(245_000);
    expect(await exchange.serviceToken()).toBe(first);
    await vi.waitFor(async () => expect(await exchange.serviceToken()).not.toBe(first), { timeout: 20_000 });
    expect(issuedTo(emulator, 'service')).toHaveLength(2);
    vi.useRealTimers();
  });

  test('that was revoked is replaced once, and the page notices nothing', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'performance'] });
    const emulator = await startEmulator();
    const exchange = exchangeFor(emulator);
    const participant = { id: somebody(emulator).id };
    await exchange.serviceToken();
    vi.advanceTimersByTime(11_000);
    emulator.revoke();
    await expect(exchange.participantToken(participant)).resolves.toMatchObject({ token_type: 'Bearer' });
    expect(issuedTo(emulator, 'service')).toHaveLength(2);
    vi.useRealTimers();
  });
});

describe('an unknown participant', () => {
  test.each([
    [
      { id: '7b0c0f56-5f1e-4a53-9d42-000000000000' },
      'MyDataHelps gives no token for this participant',
      'GUID',
    ],
    [{ identifier: 'nobody@example.org' }, 'the project has no such participant', 'participantIdentifier'],
    [{ identifier: 'ward/participants' }, 'the project has no such participant', 'participantIdentifier'],
    [
      { identifier: '..' },
      "the participant's identifier has a path segment with a meaning of its own",
      'maps',
    ],
    [{ id: '' }, "the participant's id is empty", 'maps'],
    [{ identifier: 'a\r\nX-Evil: 1' }, "the participant's identifier has control characters", 'maps'],
    [{ id: 'x'.repeat(257) }, "the participant's id has more than 256 characters", 'maps'],
  ])('%j is forbidden: %s', async (participant, message, hint) => {
    const emulator = await startEmulator();
    await expect(exchangeFor(emulator).participantToken(participant)).rejects.toMatchObject({
      name: 'AuthenticatorError',
      code: 'forbidden',
      message,
      hint: expect.stringContaining(hint),
    });
  });

  test('of a project that is not the account’s may mean that the project’s ID is wrong', async () => {
    const exchange = exchangeFor(await startEmulator(), { projectId: 'my-project' });
    await expect(exchange.findParticipant('MDH-1001')).rejects.toMatchObject({
      code: 'misconfigured',
      hint: expect.stringContaining("or the project's ID is wrong"),
    });
  });

  test('does not cost a service token that is new', async () => {
    const emulator = await startEmulator();
    const exchange = exchangeFor(emulator);
    await expect(exchange.participantToken({ id: 'nobody' })).rejects.toMatchObject({ code: 'forbidden' });
    expect(issuedTo(emulator, 'service')).toHaveLength(1);
  });
});

describe('options that cannot work', () => {
  const good = {
    serviceAccount: 'MyDataHelps.Test',
    privateKey: developmentKey,
    baseUrl: 'https://mydatahelps.org/',
  };
  test.each([
    [{ serviceAccount: ' ' }, 'serviceAccount is missing or empty'],
    [{ baseUrl: 'mydatahelps.org' }, 'baseUrl is not a URL'],
    [{ baseUrl: 'http://mydatahelps.org/' }, 'baseUrl is not https'],
    [{ tokenUrl: 'https://user:pass@mydatahelps.org/' }, 'tokenUrl holds a user name, a query or a fragment'],
    [{ scope: '  ' }, 'scope is not a list of scope names'],
    [{ timeoutSeconds: 0 }, 'timeoutSeconds is 0, expected seconds above 0, at most 300'],
    [{ subjectKey: 'short' }, 'subjectKey is shorter than 32 characters'],
    [
      { subjectKey: '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----' },
      'subjectKey as a private key is a public key',
    ],
    [{ projectId: '' }, 'projectId is missing or empty'],
  ])('%j: %s', (options, message) => {
    expect(() => createTokenExchange({ ...good, ...options })).toThrow(
      expect.objectContaining({ code: 'invalid_option', message }),
    );
  });

  test('an identifier without a projectId is told when it is used', async () => {
    const emulator = await startEmulator();
    const exchange = createTokenExchange({
      serviceAccount: emulator.serviceAccount,
      privateKey: emulator.privateKey,
      baseUrl: emulator.url,
    });
    await expect(exchange.participantToken({ identifier: 'anybody' })).rejects.toMatchObject({
      code: 'invalid_option',
      message: 'projectId is missing, and a participant is named by identifier',
    });
  });
});

test('one caller’s abort detaches that caller only', async () => {
  const emulator = await startEmulator();
  const exchange = exchangeFor(emulator);
  const { id } = somebody(emulator);
  const abort = new AbortController();
  const gone = exchange.participantToken({ id }, { signal: abort.signal });
  const waiting = exchange.participantToken({ id });
  abort.abort();
  await expect(gone).rejects.toMatchObject({ code: 'aborted' });
  await expect(waiting).resolves.toMatchObject({ token_type: 'Bearer' });
});
