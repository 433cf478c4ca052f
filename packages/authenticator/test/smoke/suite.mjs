// The smoke suite that every runtime passes: nothing but the built package and Web APIs.
import { createAuthenticator, createTokenExchange } from '@mdh-tokens/authenticator';

/** Runs every check. Gives `name: null` for a good one and `name: message` for a failure. */
export async function runSmoke(input) {
  const { serviceAccount, privateKeys, projectId, baseUrl, compressingUrl, forgetfulUrl, id, identifier } =
    input;
  const results = {};
  const exchangeWith = (options) =>
    createTokenExchange({
      serviceAccount,
      privateKey: privateKeys.pkcs1,
      projectId,
      baseUrl,
      logger: { warn() {}, error() {} },
      ...options,
    });
  const check = async (name, run) => {
    try {
      results[name] = (await run()) === true ? null : 'not as expected';
    } catch (error) {
      results[name] = `${error.name}: ${error.message}`;
    }
  };

  const subjects = new Set();
  for (const [form, privateKey] of Object.entries(privateKeys)) {
    await check(`key: ${form}`, async () => {
      const token = await exchangeWith({ privateKey }).participantToken({ id });
      subjects.add(token.subject);
      return token.token_type === 'Bearer' && token.expires_in === 3600;
    });
  }
  await check('one subject for every form of the key', () => subjects.size === 1);

  await check('a CryptoKey that cannot be exported', async () => {
    const pem = privateKeys.pkcs8.replaceAll(/-----[^-]+-----|\s/g, '');
    const der = Uint8Array.from(atob(pem), (character) => character.charCodeAt(0));
    const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
    const privateKey = await crypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign']);
    const token = await exchangeWith({ privateKey }).participantToken({ identifier });
    return subjects.has(token.subject);
  });

  await check('a key that is none', () => {
    try {
      exchangeWith({ privateKey: 'no key' });
      return false;
    } catch (error) {
      return error.code === 'invalid_key' && error.message === 'privateKey is not a key';
    }
  });

  await check('callers share', async () => {
    const exchange = exchangeWith({});
    const first = await exchange.participantToken({ id });
    const tokens = await Promise.all(Array.from({ length: 20 }, () => exchange.participantToken({ id })));
    return tokens.every((token) => token.access_token === first.access_token);
  });

  for (const encoding of ['gzip', 'deflate', 'br']) {
    await check(`an answer in ${encoding} that nobody asked for`, async () => {
      const token = await exchangeWith({ baseUrl: `${compressingUrl}${encoding}/` }).participantToken({ id });
      return token.token_type === 'Bearer';
    });
  }

  await check('a connection that is reset when it is used again', async () => {
    const exchange = exchangeWith({ baseUrl: forgetfulUrl });
    const token = await exchange.participantToken({ identifier });
    return token.token_type === 'Bearer';
  });

  await check('an unreachable server', async () => {
    const exchange = exchangeWith({ baseUrl: 'http://127.0.0.1:9/' });
    const error = await exchange.serviceToken().catch((caught) => caught);
    return error.code === 'unavailable';
  });

  const authenticator = createAuthenticator({
    exchange: exchangeWith({}),
    participant: (request) => {
      const user = request.headers.get('x-user');
      return user === null ? null : { identifier: user };
    },
    allowedOrigins: ['https://page.test'],
    logger: { warn() {}, error() {} },
  });
  const ask = (headers, init = {}) =>
    authenticator.fetch(new Request('https://app.test/token', { method: 'POST', headers, ...init }));

  await check('the endpoint: a token', async () => {
    const answer = await ask({ 'x-user': identifier }, { body: '{"reason":"rejected"}' });
    const token = await answer.json();
    return (
      answer.status === 200 && answer.headers.get('cache-control') === 'no-store' && token.expires_in === 3600
    );
  });
  const statuses = {
    'nobody signed in': [401, await ask({})],
    'an unknown participant': [403, await ask({ 'x-user': 'nobody' })],
    'a foreign page': [403, await ask({ 'x-user': identifier, origin: 'https://evil.test' })],
    'a listed page': [200, await ask({ 'x-user': identifier, origin: 'https://page.test' })],
    'another method': [405, await ask({}, { method: 'PUT' })],
    'a body that is too large': [413, await ask({ 'x-user': identifier }, { body: 'x'.repeat(5000) })],
    'a body that is no JSON': [400, await ask({ 'x-user': identifier }, { body: 'hello' })],
  };
  for (const [name, [wanted, answer]] of Object.entries(statuses)) {
    await check(`the endpoint: ${name}`, () => answer.status === wanted);
  }
  return results;
}
