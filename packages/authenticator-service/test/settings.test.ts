// The environment: what is taken for what, and what is refused.
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { developmentKey } from '../../authenticator/test/keys.js';
import { readExchangeSettings } from '../src/settings/exchange-settings.js';
import { readInternalSecret } from '../src/settings/internal-secret.js';
import { readServeSettings } from '../src/settings/serve-settings.js';
import { readVariables } from '../src/settings/variables.js';

const enough = {
  MDH_SERVICE_ACCOUNT: 'MyDataHelps.Test',
  MDH_PRIVATE_KEY: developmentKey,
  JWT_JWKS_URL: 'https://login.example.org/jwks',
  JWT_ISSUER: 'https://login.example.org/',
  JWT_AUDIENCE: 'app',
};

async function writeTemporary(text: string, mode: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mdh-settings-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'secret');
  await writeFile(file, text);
  await chmod(file, mode);
  return file;
}

describe('a variable', () => {
  test.each([
    ['"MyDataHelps.Test"', 'MyDataHelps.Test'],
    ["'MyDataHelps.Test'", 'MyDataHelps.Test'],
    [' "MyDataHelps.Test"\r', 'MyDataHelps.Test'],
    ['"it is "quoted" inside"', 'it is "quoted" inside'],
    ['"one end', '"one end'],
    ['"', '"'],
    ['""', undefined],
    ['  ', undefined],
  ])('%j means %j', (text, value) => {
    expect(readVariables({ ANY: text }).values['ANY']).toBe(value);
  });

  test('of the vendor’s quickstarts stands for ours, which counts where both are set', () => {
    const vendor = {
      RKS_SERVICE_ACCOUNT: '"RKStudio.Test"',
      RKS_PROJECT_ID: 'project',
      RKS_PRIVATE_KEY: developmentKey,
    };
    const { values, problems } = readExchangeSettings(readVariables(vendor));
    expect(problems).toEqual([]);
    expect(values.options).toMatchObject({ serviceAccount: 'RKStudio.Test', projectId: 'project' });
    const both = readVariables({ ...vendor, MDH_SERVICE_ACCOUNT: 'MyDataHelps.Test' });
    expect(readExchangeSettings(both).values.options.serviceAccount).toBe('MyDataHelps.Test');
  });

  test('is named as it was given', () => {
    const { problems } = readExchangeSettings(
      readVariables({ RKS_SERVICE_ACCOUNT: 'x', RKS_PRIVATE_KEY: './key.pem' }),
    );
    expect(problems).toEqual([
      expect.objectContaining({ variable: 'RKS_PRIVATE_KEY', problem: 'holds the name of a file' }),
    ]);
  });

  test('of the vendor gives way to a key file', async () => {
    const MDH_PRIVATE_KEY_FILE = await writeTemporary(developmentKey, 0o600);
    const { values, problems } = readExchangeSettings(
      readVariables({ MDH_SERVICE_ACCOUNT: 'x', RKS_PRIVATE_KEY: 'other', MDH_PRIVATE_KEY_FILE }),
    );
    expect(problems).toEqual([]);
    expect(values.options.privateKey).toBe(developmentKey);
  });
});

describe('numbers are read as a person reads them', () => {
  test.each(['-0', '0x0', '000', '1e3', '60.5', '6 0', 'sixty', '1000001', '-1', 'Infinity', '٣'])(
    'RATE_LIMIT_PER_MINUTE=%s is refused',
    (RATE_LIMIT_PER_MINUTE) => {
      const { problems, service } = readServeSettings({ ...enough, RATE_LIMIT_PER_MINUTE });
      expect(problems).toEqual([
        {
          variable: 'RATE_LIMIT_PER_MINUTE',
          problem: 'is not a whole number from 0 to 1000000',
          hint: '',
        },
      ]);
      expect(service.RATE_LIMIT_PER_MINUTE).toBe(60);
    },
  );

  test.each([
    ['0', 0],
    ['"120"', 120],
    ['', 60],
  ])('RATE_LIMIT_PER_MINUTE=%j is %i', (RATE_LIMIT_PER_MINUTE, count) => {
    const { problems, service } = readServeSettings({ ...enough, RATE_LIMIT_PER_MINUTE });
    expect([problems, service.RATE_LIMIT_PER_MINUTE]).toEqual([[], count]);
  });

  test.each(['1', 'yes', 'TRUE'])('JWT_JWKS_PRIVATE_HTTP=%s is no yes', (JWT_JWKS_PRIVATE_HTTP) => {
    const { problems } = readServeSettings({ ...enough, JWT_JWKS_PRIVATE_HTTP });
    expect(problems).toMatchObject([{ variable: 'JWT_JWKS_PRIVATE_HTTP' }]);
  });
});

describe('allowed origins are exact', () => {
  test.each([
    '*',
    'null',
    'https://*.example.org',
    'http://*',
    'https://app.example.org/',
    'https://app.example.org/path',
    'https://example.org.',
    'http://app.example.org',
    'app.example.org',
  ])('ALLOWED_ORIGINS=%s is refused', (origin) => {
    const { problems } = readServeSettings({
      ...enough,
      ALLOWED_ORIGINS: `https://good.example.org, ${origin}`,
    });
    expect(new Set(problems.map(({ variable }) => variable))).toEqual(new Set(['ALLOWED_ORIGINS']));
  });

  test('several are separated by commas or spaces', () => {
    const { problems, origins } = readServeSettings({
      ...enough,
      ALLOWED_ORIGINS: 'https://a.example.org,https://b.example.org:8443  capacitor://localhost',
    });
    expect([problems, origins]).toEqual([
      [],
      ['https://a.example.org', 'https://b.example.org:8443', 'capacitor://localhost'],
    ]);
  });
});

describe('who signs users in', () => {
  const { JWT_JWKS_URL: _url, JWT_ISSUER: _issuer, JWT_AUDIENCE: _audience, ...exchange } = enough;
  const INTERNAL_SECRET = 'a'.repeat(32);

  test('the provider, or the app’s server, or both', () => {
    expect(readServeSettings(enough)).toMatchObject({ problems: [], internalSecret: null });
    expect(readServeSettings({ ...exchange, INTERNAL_SECRET })).toMatchObject({
      problems: [],
      signIn: null,
      internalSecret: INTERNAL_SECRET,
    });
    const both = readServeSettings({ ...enough, INTERNAL_SECRET });
    expect(both).toMatchObject({ problems: [], internalSecret: INTERNAL_SECRET });
    expect(both.signIn).not.toBeNull();
  });

  test('nobody is a problem with every variable that would help', () => {
    expect(readServeSettings(exchange).problems.map(({ variable }) => variable)).toEqual([
      'JWT_JWKS_URL',
      'JWT_ISSUER',
      'JWT_AUDIENCE',
      'INTERNAL_SECRET',
    ]);
  });

  test('a part of a provider is no provider, with a secret either', () => {
    const { problems } = readServeSettings({ ...exchange, INTERNAL_SECRET, JWT_ISSUER: 'issuer' });
    expect(problems.map(({ variable }) => variable)).toEqual(['JWT_JWKS_URL', 'JWT_AUDIENCE']);
  });
});

describe('the internal secret', () => {
  test('has 32 bytes or more that fit into a header', async () => {
    expect(readInternalSecret({ INTERNAL_SECRET: 'a'.repeat(31) }).problem).toMatchObject({
      problem: 'is shorter than 32 bytes',
    });
    expect(readInternalSecret({ INTERNAL_SECRET: 'ä'.repeat(32) }).problem).toMatchObject({
      problem: 'has characters that do not fit into a header',
    });
    const INTERNAL_SECRET_FILE = await writeTemporary(`${'b'.repeat(32)}\n`, 0o600);
    expect(readInternalSecret({ INTERNAL_SECRET_FILE })).toEqual({
      secret: 'b'.repeat(32),
      problem: null,
    });
    expect(readInternalSecret({ INTERNAL_SECRET_FILE: '/nowhere' }).problem).toMatchObject({
      variable: 'INTERNAL_SECRET_FILE',
      problem: 'cannot be read (ENOENT)',
    });
    expect(readInternalSecret({ INTERNAL_SECRET: 'x', INTERNAL_SECRET_FILE }).problem).not.toBeNull();
  });

  test('is never in a problem', () => {
    const secret = 'short-and-secret';
    expect(JSON.stringify(readInternalSecret({ INTERNAL_SECRET: secret }))).not.toContain(secret);
  });
});

test.each([
  [0o600, false],
  [0o400, false],
  [0o440, false],
  [0o644, true],
  [0o604, true],
  [0o606, true],
])('a key file with the mode %o is told: %s', async (mode, isTold) => {
  const MDH_PRIVATE_KEY_FILE = await writeTemporary(developmentKey, mode);
  const { values } = readExchangeSettings(readVariables({ MDH_PRIVATE_KEY_FILE }));
  expect(values.keyFile !== null).toBe(isTold);
});
