// The command line's tools, in this process where they need none of their own.
import { spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Emulator } from '@mdh-tokens/emulator';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { runCli } from '../src/cli.js';
import { somebody, startEmulator } from '../../authenticator/test/emulated-exchange.js';
import {
  onParticipantGrant,
  sendJson,
  startIdentityServer,
} from '../../authenticator/test/identity-server.js';
import { developmentKey } from '../../authenticator/test/keys.js';

// Real processes and sockets on a machine that others use, too.
vi.setConfig({ testTimeout: 60_000 });

async function run(args: string[], env: Record<string, string>) {
  const out: string[] = [];
  const err: string[] = [];
  const terminal = {
    env,
    out: (line: string) => void out.push(line),
    err: (line: string) => void err.push(line),
  };
  const code = await runCli(args, terminal, () => AbortSignal.abort());
  return { code, out, err };
}

const environmentOf = (emulator: Emulator): Record<string, string> => ({
  MDH_SERVICE_ACCOUNT: emulator.serviceAccount,
  MDH_PRIVATE_KEY: emulator.privateKey,
  MDH_PROJECT_ID: emulator.projectId,
  MDH_BASE_URL: emulator.url,
});

describe('doctor', () => {
  test('finds nothing to mend', async () => {
    const emulator = await startEmulator();
    const { code, out } = await run(
      ['doctor', '--identifier', somebody(emulator).identifier],
      environmentOf(emulator),
    );
    expect(out).toEqual([
      'ok    configuration: the private key and the settings are well formed',
      'ok    token endpoint: it answers',
      expect.stringMatching(/^ok {4}clock: [01] s from the server's$/),
      'ok    service token: the identity server accepts the service account',
      'ok    look-up: the identifier leads to an internal participant ID',
      'ok    participant token: a token with the scope "api", good for 3600 s',
    ]);
    expect(code).toBe(0);
  });

  test('says what it could try with a participant', async () => {
    const emulator = await startEmulator();
    const { code, out } = await run(['doctor'], environmentOf(emulator));
    expect(out.slice(4)).toEqual([
      'skip  look-up: name a participant with --participant or --identifier to try it',
      'skip  participant token: name a participant with --participant or --identifier to try it',
    ]);
    expect(code).toBe(0);
  });

  test('does not choose between two participants', async () => {
    const args = ['doctor', '--participant', 'p-1', '--identifier', 'alice'];
    expect(await run(args, {})).toEqual({
      code: 1,
      out: [],
      err: ['Name one participant: either --participant ID (a GUID) or --identifier TEXT.'],
    });
  });

  const failures: Array<[string, string[], (emulator: Emulator) => Record<string, string>, string]> = [
    [
      'a key that is none',
      [],
      () => ({ MDH_PRIVATE_KEY: 'x' }),
      'fail  configuration: MDH_PRIVATE_KEY is not a key.',
    ],
    [
      'the name of a file in place of a key',
      [],
      () => ({ MDH_PRIVATE_KEY: './keys/mdh.pem' }),
      'fail  configuration: MDH_PRIVATE_KEY holds the name of a file. Put it into MDH_PRIVATE_KEY_FILE.',
    ],
    ['a missing key', [], () => ({ MDH_PRIVATE_KEY: '' }), 'fail  configuration: MDH_PRIVATE_KEY is missing'],
    [
      'a key file that is not there',
      [],
      () => ({ MDH_PRIVATE_KEY: '', MDH_PRIVATE_KEY_FILE: '/nowhere.pem' }),
      'fail  configuration: MDH_PRIVATE_KEY_FILE cannot be read (ENOENT)',
    ],
    [
      'a key of somebody else',
      [],
      () => ({
        MDH_PRIVATE_KEY: generateKeyPairSync('rsa', { modulusLength: 2048 })
          .privateKey.export({ type: 'pkcs1', format: 'pem' })
          .toString(),
      }),
      'fail  service token: the identity server refuses the service account.',
    ],
    [
      'no server',
      [],
      () => ({ MDH_BASE_URL: 'http://127.0.0.1:9' }),
      'fail  token endpoint: the token endpoint could not be reached.',
    ],
    [
      'a wrong path',
      [],
      (emulator) => ({ MDH_TOKEN_URL: `${emulator.url}token` }),
      'fail  token endpoint: there is no token endpoint at the configured URL (HTTP 404).',
    ],
    [
      'an unknown identifier',
      ['--identifier', 'nobody'],
      () => ({}),
      'fail  look-up: the project of MDH_PROJECT_ID has no participant with this identifier',
    ],
    [
      'a missing project',
      ['--identifier', 'nobody'],
      () => ({ MDH_PROJECT_ID: '' }),
      'fail  look-up: MDH_PROJECT_ID is missing, and a participant is named by identifier.',
    ],
    [
      'a participant that is none',
      ['--participant', 'nobody'],
      () => ({}),
      'fail  participant token: MyDataHelps gives no token for this participant.',
    ],
  ];
  test.each(failures)('%s', async (_name, args, change, line) => {
    const emulator = await startEmulator();
    const { code, out } = await run(['doctor', ...args], { ...environmentOf(emulator), ...change(emulator) });
    expect(out.find((text) => text.startsWith('fail'))).toContain(line);
    expect(code).toBe(1);
  });

  test('says that an identifier was given for an ID', async () => {
    const emulator = await startEmulator();
    const { identifier } = somebody(emulator);
    const { out } = await run(['doctor', '--participant', identifier], environmentOf(emulator));
    expect(out.at(-1)).toContain('not the participantIdentifier');
  });

  test('names the scope that is refused', async () => {
    const identity = await startIdentityServer(
      onParticipantGrant(({ form }, response) => {
        if (form.get('scope')?.includes('Nonsense')) sendJson(response, 400, { error: 'invalid_scope' });
        else sendJson(response, 200, { access_token: 'x', expires_in: 60, token_type: 'Bearer' });
      }),
    );
    const { out } = await run(['doctor', '--participant', 'p'], {
      MDH_SERVICE_ACCOUNT: 'MyDataHelps.Test',
      MDH_PRIVATE_KEY: developmentKey,
      MDH_BASE_URL: identity.url,
      MDH_SCOPE: 'Participant:read Nonsense:read',
    });
    expect(out.at(-1)).toContain('refuses of MDH_SCOPE: Nonsense:read.');
  });

  test.each([
    [-600, "fail  clock: this machine's clock is 600 s ahead of the server's. Turn time synchronisation on."],
    [600, "fail  clock: this machine's clock is 600 s behind the server's. Turn time synchronisation on."],
  ])('sees a clock that is off by %i s', async (offset, line) => {
    const identity = await startIdentityServer((_request, response) =>
      sendJson(
        response,
        400,
        { error: 'invalid_client' },
        { date: new Date(Date.now() + offset * 1000).toUTCString() },
      ),
    );
    const { code, out } = await run(['doctor'], {
      MDH_SERVICE_ACCOUNT: 'MyDataHelps.Test',
      MDH_PRIVATE_KEY: developmentKey,
      MDH_BASE_URL: identity.url,
    });
    expect(out.map((text) => text.replace(/60[01] s/, '600 s').replace(/599 s/, '600 s'))).toContain(line);
    expect(code).toBe(1);
  });

  test('takes the lines that the emulator prints from a .env file; the environment wins', async () => {
    const emulator = await startEmulator();
    const { MDH_PRIVATE_KEY: key, ...rest } = environmentOf(emulator);
    const folder = await mkdtemp(join(tmpdir(), 'mdh-authenticator-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = join(folder, '.env');
    const lines = Object.entries({ ...rest, MDH_SERVICE_ACCOUNT: 'somebody else' }).map((pair) =>
      pair.join('='),
    );
    lines.push(`MDH_PRIVATE_KEY="${key!.trim().replaceAll('\n', String.raw`\n`)}"`);
    await writeFile(file, `\uFEFF${lines.join('\n')}`);
    const args = ['doctor', '--env-file', file];
    expect((await run(args, {})).out[3]).toContain('fail  service token');
    const { MDH_SERVICE_ACCOUNT } = environmentOf(emulator);
    expect((await run(args, { MDH_SERVICE_ACCOUNT: MDH_SERVICE_ACCOUNT! })).code).toBe(0);
    const missing = await run(['doctor', '--env-file', join(folder, 'none')], {});
    expect(missing).toEqual({
      code: 1,
      out: [],
      err: ['The file of --env-file cannot be read (ENOENT).'],
    });
  });

  test('has its findings as JSON, too', async () => {
    const emulator = await startEmulator();
    const { out } = await run(['doctor', '--json'], environmentOf(emulator));
    expect(JSON.parse(out[0] ?? '')).toMatchObject({
      ok: true,
      findings: expect.arrayContaining([{ check: 'token endpoint', result: 'ok', text: 'it answers' }]),
    });
  });
});

describe('token', () => {
  test('prints a token that works, and nothing else on standard output', async () => {
    const emulator = await startEmulator();
    const { code, out } = await run(
      ['token', '--participant', somebody(emulator).id],
      environmentOf(emulator),
    );
    expect(code).toBe(0);
    expect(out).toEqual([emulator.issued.at(-1)?.accessToken]);
  });

  test('prints the whole answer as JSON, with the scope that was asked for', async () => {
    const emulator = await startEmulator();
    const args = [
      'token',
      '--identifier',
      somebody(emulator).identifier,
      '--scope',
      'Participant:read',
      '--json',
    ];
    const { out } = await run(args, environmentOf(emulator));
    expect(JSON.parse(out[0] ?? '')).toMatchObject({ expires_in: 3600, token_type: 'Bearer' });
    expect(emulator.issued.at(-1)?.scope).toBe('Participant:read');
  });

  test.each([[['token']], [['token', '--participant', 'a', '--identifier', 'b']]])(
    '%j names nobody',
    async (args) => {
      const { code, err } = await run(args, {});
      expect(err).toEqual(['Name the participant: --participant ID (a GUID) or --identifier TEXT.']);
      expect(code).toBe(1);
    },
  );
});

describe('serve', () => {
  test('tells a port that is taken, and where to look', async () => {
    const identity = await startIdentityServer();
    const { code, err } = await run(['serve'], {
      MDH_SERVICE_ACCOUNT: 'MyDataHelps.Test',
      MDH_PRIVATE_KEY: developmentKey,
      JWT_JWKS_URL: identity.url,
      JWT_ISSUER: 'issuer',
      JWT_AUDIENCE: 'app',
      HOST: '127.0.0.1',
      PORT: new URL(identity.url).port,
      LOG_LEVEL: 'silent',
    });
    expect(err).toEqual([
      expect.stringContaining(
        `The service cannot listen on port ${new URL(identity.url).port} (EADDRINUSE). Look at HOST and PORT`,
      ),
    ]);
    expect(code).toBe(1);
  });

  test('tells all problems of the environment in one list', async () => {
    const { code, err } = await run(['serve'], {
      PORT: '99999',
      ALLOWED_ORIGINS: 'https://a.test, *',
      JWT_JWKS_URL: 'http://idp.example.org/jwks',
      JWT_CLAIM_IS: 'name',
      REDIS_URL: 'redis://redis.example.org',
      REDIS_ENCRYPTION_KEY: 'short',
      LOG_LEVEL: 'loud',
      MDH_BASE_URL: 'mydatahelps',
      MDH_SCOPE: '"',
      MDH_SUBJECT_KEY: 'short',
      MDH_TIMEOUT_SECONDS: '0',
    });
    expect(code).toBe(1);
    expect(err[0]).toBe('The environment variables need attention:');
    const names = new Set(err.slice(1).map((line) => /^- (\w+) /.exec(line)?.[1]));
    expect(names).toEqual(
      new Set([
        'ALLOWED_ORIGINS',
        'JWT_AUDIENCE',
        'JWT_CLAIM_IS',
        'JWT_ISSUER',
        'JWT_JWKS_URL',
        'LOG_LEVEL',
        'MDH_BASE_URL',
        'MDH_PRIVATE_KEY',
        'MDH_SCOPE',
        'MDH_SERVICE_ACCOUNT',
        'MDH_SUBJECT_KEY',
        'MDH_TIMEOUT_SECONDS',
        'PORT',
        'REDIS_ENCRYPTION_KEY',
        'REDIS_URL',
      ]),
    );
    expect(err).toHaveLength(16);
  });
});

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s ends a tool that waits for MyDataHelps at once',
  async (signal) => {
    const identity = await startIdentityServer();
    const asked = new Promise<void>((resolve) => (identity.respond = () => resolve()));
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, '../bin/mdh-authenticator.js'), 'token', '--participant', 'p-1'],
      {
        env: {
          MDH_SERVICE_ACCOUNT: 'MyDataHelps.Test',
          MDH_PRIVATE_KEY: developmentKey,
          MDH_BASE_URL: identity.url,
          MDH_TIMEOUT_SECONDS: '300',
        },
        stdio: 'ignore',
      },
    );
    const exited = once(child, 'exit');
    onTestFinished(() => void child.kill('SIGKILL'));
    await asked;
    child.kill(signal);
    expect(await exited).toEqual([null, signal]);
  },
);

test('an unknown command is told', async () => {
  const { code, err } = await run(['nonsense'], {});
  expect(code).toBe(1);
  expect(err.join('\n')).toContain("unknown command 'nonsense'");
});

test('tells its version', async () => {
  const { version } = JSON.parse(await readFile(join(import.meta.dirname, '../package.json'), 'utf8')) as {
    version: string;
  };
  expect(await run(['--version'], {})).toEqual({ code: 0, out: [version], err: [] });
});
