// Participants that do not exist yet: the app makes them through the administration API of the project.
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import {
  AuthenticatorError,
  createAuthenticator,
  createTokenExchange,
  type TokenExchangeOptions,
  type WhenUnknown,
} from '../src/index.js';
import {
  grantEverything,
  sendJson,
  startIdentityServer,
  type ReceivedRequest,
  type Respond,
} from './identity-server.js';
import { developmentKey } from './keys.js';

const project = '/api/v1/administration/projects/project-1/';

/** The far end: a project whose collection is added to with PUT, as the vendor's samples do. */
function createProject() {
  const participants = new Map<string, string>();
  const calls: ReceivedRequest[] = [];
  const respond: Respond = (request, response, count) => {
    const { method, path, body } = request;
    if (!path.startsWith(project)) return grantEverything(request, response, count);
    calls.push(request);
    if (method === 'PUT') {
      const { participantIdentifier } = JSON.parse(body) as { participantIdentifier: string };
      const id = `id-of-${participantIdentifier}`;
      participants.set(participantIdentifier, id);
      return sendJson(response, 200, { id });
    }
    const participantIdentifier = decodeURIComponent(path.split('/').at(-1) ?? '');
    const id = participants.get(participantIdentifier);
    if (id === undefined) return sendJson(response, 404, { message: 'not found' });
    return sendJson(response, 200, { id, participantIdentifier });
  };
  return { participants, calls, respond, puts: () => calls.filter(({ method }) => method === 'PUT') };
}

async function setUp(whenUnknown: WhenUnknown, options: Partial<TokenExchangeOptions> = {}) {
  const farEnd = createProject();
  const identity = await startIdentityServer(farEnd.respond);
  const exchange = createTokenExchange({
    serviceAccount: 'MyDataHelps.Test',
    privateKey: developmentKey,
    baseUrl: identity.url,
    projectId: 'project-1',
    logger: { warn: () => undefined, error: () => undefined },
    whenUnknown,
    ...options,
  });
  return { farEnd, identity, exchange };
}

const enrol: WhenUnknown = async (participantIdentifier, { administration }) => {
  const answer = await administration('participants', {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ participantIdentifier }),
  });
  return (await answer.json()) as { id: string };
};

describe('a participant that does not exist yet', () => {
  test('is made by the app, and gets its token', async () => {
    const { farEnd, identity, exchange } = await setUp(enrol);
    await exchange.participantToken({ identifier: 'alice' });
    expect(farEnd.participants).toEqual(new Map([['alice', 'id-of-alice']]));
    const [put] = farEnd.puts();
    expect(put).toMatchObject({ path: `${project}participants`, body: '{"participantIdentifier":"alice"}' });
    expect(put?.headers).toMatchObject({
      authorization: 'Bearer service-1',
      'content-type': 'application/json',
      'accept-encoding': 'identity',
    });
    expect(identity.received.at(-1)?.form.get('participant_id')).toBe('id-of-alice');
    // It is known from now on.
    await exchange.participantToken({ identifier: 'alice' });
    expect(farEnd.calls).toHaveLength(2);
  });

  test('is made once, however many of its requests come at once', async () => {
    const { farEnd, exchange } = await setUp(enrol);
    const tokens = await Promise.all(
      Array.from({ length: 50 }, () => exchange.participantToken({ identifier: 'alice' })),
    );
    expect(new Set(tokens.map((token) => token.access_token)).size).toBe(1);
    expect(farEnd.puts()).toHaveLength(1);
  });

  test('is known to the app by its request, too', async () => {
    const seen: Array<string | null | undefined> = [];
    const { exchange } = await setUp((identifier, { request }) => {
      seen.push(request?.headers.get('x-invitation'));
      return { id: `id-of-${identifier}` };
    });
    const { fetch: ask } = createAuthenticator({ exchange, participant: () => ({ identifier: 'alice' }) });
    const headers = { 'x-invitation': 'code' };
    expect((await ask(new Request('https://app.test/', { method: 'POST', headers }))).status).toBe(200);
    await exchange.participantToken({ identifier: 'bob' });
    expect(seen).toEqual(['code', undefined]);
  });

  test.each([null, undefined])(
    'that the app does not want (%s) is 403, and asked for once in 10 s',
    async (given) => {
      vi.useFakeTimers({ toFake: ['Date', 'performance'] });
      onTestFinished(() => void vi.useRealTimers());
      const whenUnknown = vi.fn(() => given);
      const { exchange } = await setUp(whenUnknown);
      const ask = () => exchange.participantToken({ identifier: 'alice' });
      for (let count = 0; count < 5; count += 1)
        await expect(ask()).rejects.toMatchObject({ code: 'forbidden' });
      expect(whenUnknown).toHaveBeenCalledTimes(1);
      vi.advanceTimersByTime(10_000);
      await expect(ask()).rejects.toMatchObject({ code: 'forbidden' });
      expect(whenUnknown).toHaveBeenCalledTimes(2);
    },
  );

  test('whose making fails is 503, and tried again after 10 s', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'performance'] });
    onTestFinished(() => void vi.useRealTimers());
    let isBroken = true;
    const whenUnknown = vi.fn<WhenUnknown>((...call) => {
      if (isBroken) throw new Error('alice is not in the registry');
      return enrol(...call);
    });
    const { exchange } = await setUp(whenUnknown);
    const ask = () => exchange.participantToken({ identifier: 'alice' });
    for (let count = 0; count < 3; count += 1) {
      const error = await ask().catch((caught: unknown) => caught);
      expect(error).toMatchObject({ code: 'unavailable', message: 'the participant could not be made' });
      expect(JSON.stringify(error)).not.toContain('alice');
    }
    expect(whenUnknown).toHaveBeenCalledTimes(1);
    isBroken = false;
    vi.advanceTimersByTime(10_000);
    await expect(ask()).resolves.toMatchObject({ token_type: 'Bearer' });
  });

  test('may be answered as the app likes, by an error of this package', async () => {
    const { exchange } = await setUp(() => {
      throw new AuthenticatorError('rate_limited', 'enrolment is closed today', {
        hint: 'Come back tomorrow.',
      });
    });
    await expect(exchange.participantToken({ identifier: 'alice' })).rejects.toMatchObject({
      code: 'rate_limited',
      message: 'enrolment is closed today',
    });
  });

  test('is not made by somebody who takes for ever', async () => {
    const { exchange } = await setUp(() => new Promise(() => undefined), { timeoutSeconds: 0.2 });
    await expect(exchange.participantToken({ identifier: 'alice' })).rejects.toMatchObject({
      code: 'timeout',
    });
  });

  test.each([[{ id: '' }], [{ id: '..' }], [{ id: 7 as unknown as string }], [{} as { id: string }]])(
    'is not %j',
    async (made) => {
      const { identity, exchange } = await setUp(() => made);
      await expect(exchange.participantToken({ identifier: 'alice' })).rejects.toThrow(AuthenticatorError);
      expect(identity.count('delegated_participant')).toBe(0);
    },
  );

  test('is not made by a mere look-up, nor where the exchange cannot', async () => {
    const whenUnknown = vi.fn(enrol);
    const { exchange } = await setUp(whenUnknown);
    await expect(exchange.findParticipant('alice')).resolves.toBeNull();
    expect(whenUnknown).not.toHaveBeenCalled();
    expect(() =>
      createTokenExchange({ serviceAccount: 'S', privateKey: developmentKey, whenUnknown: enrol }),
    ).toThrow(expect.objectContaining({ option: 'projectId' }));
  });
});

describe('the administration API that the app is given', () => {
  test.each([
    '/api/v1/administration/projects',
    '../project-2/participants',
    'https://evil.example/',
    '//evil.example/x',
  ])('ends where the project does: %s', async (path) => {
    const { identity, exchange } = await setUp(async (_identifier, { administration }) => {
      await administration(path);
      return null;
    });
    await expect(exchange.participantToken({ identifier: 'alice' })).rejects.toMatchObject({
      code: 'invalid_option',
      message: 'the path leaves the project',
    });
    expect(identity.received.every(({ path: sent }) => !sent.includes('project-2'))).toBe(true);
  });

  test('takes no token of the app’s, shows none, and renews one that was refused', async () => {
    const shown: unknown[] = [];
    const { farEnd, identity, exchange } = await setUp(async (identifier, tools) => {
      const answer = await tools.administration('segments', { headers: { authorization: 'Bearer mine' } });
      shown.push(tools, answer.status, [...answer.headers], await answer.text());
      return { id: `id-of-${identifier}` };
    });
    vi.useFakeTimers({ toFake: ['Date', 'performance'] });
    onTestFinished(() => void vi.useRealTimers());
    await exchange.serviceToken();
    vi.advanceTimersByTime(11_000);
    identity.respond = (request, response, count) => {
      if (request.path.endsWith('/segments') && request.headers.authorization === 'Bearer service-1')
        sendJson(response, 401, {});
      else if (request.path.endsWith('/segments')) sendJson(response, 200, { segments: [] });
      else farEnd.respond(request, response, count);
    };
    await exchange.participantToken({ identifier: 'alice' });
    expect(JSON.stringify(shown)).not.toMatch(/service-\d|mine/);
    const sent = identity.received.filter(({ path }) => path.endsWith('/segments'));
    expect(sent).toHaveLength(2);
    expect(sent.every(({ headers }) => headers.authorization?.startsWith('Bearer service-'))).toBe(true);
  });
});
