// Everything that is wrong with the options is told at once, and as data.
import { describe, expect, test, vi } from 'vitest';
import {
  AuthenticatorError,
  createAuthenticator,
  createTokenExchange,
  findAuthenticatorProblems,
  findExchangeProblems,
  type AuthenticatorOptions,
  type TokenExchangeOptions,
} from '../src/index.js';
import { connectRedis, findRedisProblems, type RedisOptions } from '../src/redis.js';
import { developmentKey } from './keys.js';

/** The error that a call throws. */
function thrownBy(call: () => unknown): AuthenticatorError {
  try {
    call();
  } catch (error) {
    if (error instanceof AuthenticatorError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

const everythingWrong = {
  serviceAccount: '"MyDataHelps.Test"',
  privateKey: 'no key',
  baseUrl: 'mydatahelps.org',
  tokenUrl: 'http://mydatahelps.org/',
  projectId: '',
  scope: ' ',
  clientId: 7,
  clientSecret: '',
  subjectKey: 'short',
  timeoutSeconds: '9',
  cache: {},
  fetch: 'fetch',
  whenUnknown: {},
  onMeasure: true,
  logger: {},
} as unknown as TokenExchangeOptions;

describe('the problems of an exchange', () => {
  test('are told all at once, by option', () => {
    const error = thrownBy(() => createTokenExchange(everythingWrong));
    expect(error.code).toBe('invalid_option');
    expect(new Set(error.problems.map(({ option }) => option))).toEqual(
      new Set(Object.keys(everythingWrong)),
    );
    for (const { problem, hint } of error.problems) {
      expect(problem).toMatch(/^(?:is|are|holds|has) /);
      expect(hint).toMatch(/\.$|openssl/);
    }
    expect(error).toMatchObject({ option: 'baseUrl', problem: 'is not a URL' });
    expect(findExchangeProblems(everythingWrong)).toEqual(error.problems);
  });

  test('name no secret', () => {
    const options = {
      ...everythingWrong,
      privateKey: 'k3y-material',
      clientSecret: '"s3cret"',
      subjectKey: 'sh0rt',
    };
    expect(JSON.stringify(thrownBy(() => createTokenExchange(options)))).not.toMatch(/k3y|s3cret|sh0rt/);
  });

  test('are none where the options are good', () => {
    expect(
      findExchangeProblems({ serviceAccount: ' MyDataHelps.Test\n', privateKey: developmentKey }),
    ).toEqual([]);
  });

  test('with nothing at all are what is needed', () => {
    const nothing = undefined as unknown as TokenExchangeOptions;
    expect(findExchangeProblems(nothing).map(({ option }) => option)).toEqual([
      'serviceAccount',
      'privateKey',
    ]);
  });

  test('with nothing but the key have a code of their own', () => {
    const error = thrownBy(() =>
      createTokenExchange({ serviceAccount: 'MyDataHelps.Test', privateKey: 'no key' }),
    );
    expect(error).toMatchObject({
      code: 'invalid_key',
      message: 'privateKey is not a key',
      option: 'privateKey',
      problem: 'is not a key',
    });
  });
});

test('the problems of an endpoint are told all at once', () => {
  const options = {
    allowedOrigins: ['*'],
    rateLimit: { perMinute: 0 },
    scope: '',
    onMeasure: 1,
    logger: console.log,
  } as unknown as AuthenticatorOptions;
  const error = thrownBy(() => createAuthenticator(options));
  expect(error.problems.map(({ option }) => option)).toEqual([
    'exchange',
    'participant',
    'allowedOrigins',
    'rateLimit.perMinute',
    'scope',
    'onMeasure',
    'logger',
  ]);
  expect(findAuthenticatorProblems(options)).toEqual(error.problems);
});

test.each(['.', '..'])('the project %j is none: in a URL it would lead out of the project', (projectId) => {
  const options = { serviceAccount: 'S', privateKey: developmentKey, projectId };
  expect(findExchangeProblems(options)).toMatchObject([{ option: 'projectId', problem: 'is no ID' }]);
});

test.each([[{ consume: 5 }], [{}], [true]])('what cannot limit is no limiter: %j', (rateLimit) => {
  const exchange = createTokenExchange({ serviceAccount: 'S', privateKey: developmentKey });
  const options = { exchange, participant: () => null, rateLimit } as unknown as AuthenticatorOptions;
  expect(findAuthenticatorProblems(options)).toMatchObject([{ option: 'rateLimit.perMinute' }]);
});

test('the problems of a Redis are told all at once, and nothing is connected', () => {
  const options: RedisOptions = { url: 'redis://redis.example.org', encryptionKey: 'short' };
  const error = thrownBy(() => connectRedis(options));
  expect(error.problems.map(({ option }) => option)).toEqual(['url', 'encryptionKey']);
  expect(findRedisProblems(options)).toEqual(error.problems);
  const good = { url: 'rediss://redis.example.org', encryptionKey: 'thirty-two characters for a test' };
  expect(findRedisProblems(good)).toEqual([]);
});

test('a proxy setting is a problem of the exchange, by the name of its variable', () => {
  vi.stubEnv('HTTPS_PROXY', '127.0.0.1:3128');
  vi.stubEnv('https_proxy', undefined);
  expect(
    findExchangeProblems({ serviceAccount: 'MyDataHelps.Test', privateKey: developmentKey }),
  ).toMatchObject([{ option: 'HTTPS_PROXY', problem: 'is not a URL' }]);
  vi.unstubAllEnvs();
});
