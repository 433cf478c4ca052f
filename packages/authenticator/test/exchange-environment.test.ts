// An exchange that is set up by environment variables alone.
import { createTokenExchange, exchangeOptionsFrom, findExchangeProblems } from '@mdh-tokens/authenticator';
import { expect, test } from 'vitest';
import { issuedTo, somebody, startEmulator } from './emulated-exchange.js';

test('what the emulator prints for the environment is enough', async () => {
  const emulator = await startEmulator();
  const { identifier } = somebody(emulator);
  const exchange = createTokenExchange(
    exchangeOptionsFrom({
      MDH_BASE_URL: emulator.url,
      MDH_TOKEN_URL: emulator.tokenUrl,
      MDH_SERVICE_ACCOUNT: emulator.serviceAccount,
      MDH_PROJECT_ID: emulator.projectId,
      MDH_PRIVATE_KEY: emulator.privateKey,
    }),
  );
  const { access_token } = await exchange.participantToken({ identifier });
  expect(issuedTo(emulator, 'participant')).toEqual([access_token]);
});

test('every option that is a text or a number has a variable, and an empty one counts as not set', () => {
  const variables = {
    MDH_SERVICE_ACCOUNT: 'account',
    MDH_PRIVATE_KEY: 'key',
    MDH_PROJECT_ID: 'project',
    MDH_BASE_URL: 'https://base.example/',
    MDH_TOKEN_URL: 'https://token.example/',
    MDH_SCOPE: 'api',
    MDH_CLIENT_ID: 'client',
    MDH_CLIENT_SECRET: 'secret',
    MDH_SUBJECT_KEY: 'subject',
    MDH_TIMEOUT_SECONDS: '4.5',
  };
  expect(exchangeOptionsFrom(variables)).toEqual({
    serviceAccount: 'account',
    privateKey: 'key',
    projectId: 'project',
    baseUrl: 'https://base.example/',
    tokenUrl: 'https://token.example/',
    scope: 'api',
    clientId: 'client',
    clientSecret: 'secret',
    subjectKey: 'subject',
    timeoutSeconds: 4.5,
  });
  const empty = Object.fromEntries(Object.keys(variables).map((name) => [name, '']));
  expect(exchangeOptionsFrom(empty)).toEqual(exchangeOptionsFrom({}));
});

test('what is missing or wrong is told by createTokenExchange, all at once', () => {
  const problems = findExchangeProblems(exchangeOptionsFrom({ MDH_TIMEOUT_SECONDS: 'soon' }));
  const told = new Set(problems.map(({ option }) => option));
  expect(told).toEqual(new Set(['privateKey', 'serviceAccount', 'timeoutSeconds']));
});
