// The command as a user starts it. It needs the built package.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { announce } from '../src/cli/announcement.js';
import { readArguments } from '../src/cli/arguments.js';
import { runCli } from '../src/cli/run-cli.js';
import { createEmulator } from '../src/index.js';
import { listeningEmulator } from './listening-emulator.js';
import { get, getParticipantToken, getServiceToken } from './token-client.js';

const bin = join(import.meta.dirname, '../bin/mdh-emulator.js');

function start(...args: string[]): { child: ChildProcess; output: () => string; errors: () => string } {
  const child = spawn(process.execPath, [bin, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const text = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (text.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text.stderr += chunk.toString()));
  return { child, output: () => text.stdout, errors: () => text.stderr };
}

/** What it prints until it listens. */
async function outputOf(...args: string[]): Promise<string> {
  const { child, output } = start(...args);
  while (!output().includes('Ctrl-C')) await once(child.stdout!, 'data');
  child.kill('SIGTERM');
  return output();
}

async function exitOf(...args: string[]): Promise<{ code: number | null; output: string; errors: string }> {
  const { child, output, errors } = start(...args);
  await once(child, 'close');
  return { code: child.exitCode, output: output(), errors: errors() };
}

/** What it would print for these flags, without a process of its own. */
function announcementFor(...args: string[]): string {
  const request = readArguments(args);
  if (request.print !== null) throw new Error(`these flags print the ${request.print}`);
  return announce(createEmulator(request.options));
}

/** What the command says about a mistake, without a process of its own. */
async function refusalOf(args: readonly string[]): Promise<{ code: unknown; errors: string }> {
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    await runCli(args);
    return { code: process.exitCode, errors: write.mock.calls.join('') };
  } finally {
    write.mockRestore();
    process.exitCode = undefined;
  }
}

describe('mdh-emulator', () => {
  it('prints its URL and an environment that holds a key, and ends on SIGTERM', async () => {
    const { child, output } = start('--port', '0', '--account', 'MyDataHelps.Test.Account');
    while (!output().includes('Ctrl-C')) await once(child.stdout!, 'data');
    const url = /MyDataHelps emulator: (\S+)/.exec(output())?.[1] ?? '';
    expect((await fetch(new URL('api/v1/delegated/participant', url))).status).toBe(401);
    expect(output()).toContain('MDH_SERVICE_ACCOUNT=MyDataHelps.Test.Account\n');
    expect(output()).toMatch(
      /MDH_PRIVATE_KEY="-----BEGIN RSA PRIVATE KEY-----\\n[^"\n]+-----END RSA PRIVATE KEY-----"\n/,
    );
    child.kill('SIGTERM');
    await once(child, 'close');
    expect(child.exitCode).toBe(0);
  });

  it.each(["O'Neil `lab`", 'Lab # 1', ' "quoted"', String.raw`back\nslash`])(
    'prints an account named %s so that it is read back from a .env file',
    (account) => {
      const printed = announcementFor('--account', account);
      expect(parseEnv(printed)['MDH_SERVICE_ACCOUNT']).toBe(account);
    },
  );

  it('says so when the port is in use', async () => {
    const emulator = await listeningEmulator();
    const { port } = new URL(emulator.url);
    const { code, output, errors } = await exitOf('--port', port);
    expect({ code, output }).toEqual({ code: 1, output: '' });
    expect(errors).toBe(
      `mdh-emulator: port ${port} is in use by another program\nChoose another port, or 0 for a free one.\n`,
    );
  });

  it('refuses flags it does not know or cannot read', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mdh-emulator-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = (name: string, text: string): string => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    const table: [string[], RegExp][] = [
      [['--prot', '1'], /Unknown option '--prot'/],
      [['--port', '99999'], /--port is "99999", expected a whole number from 0 to 65535/],
      [['--token-lifetime', 'soon'], /--token-lifetime is "soon"/],
      [['--seed', 'x'], /--seed is "x", expected a whole number/],
      [['--participants', join(folder, 'none.json')], /--participants: cannot read .*none.json \(ENOENT\)/],
      [['--participants', file('bad.json', '[{]')], /bad.json: it is not JSON/],
      [['--participants', file('empty.json', '[]')], /empty.json: the file: .*expected/],
      [
        ['--participants', file('no.json', '[{"participantIdentifier":"a"},{"id":7}]')],
        /no.json: 1.participantIdentifier: .* \(and 1 more\)/,
      ],
      [
        ['--participants', file('two.json', '[{"participantIdentifier":"a"},{"participantIdentifier":"a"}]')],
        /two.json: 1.participantIdentifier: an earlier participant has the same/,
      ],
      [
        [
          '--participants',
          file(
            'link.json',
            '[{"participantIdentifier":"a","linkIdentifier":"l"},{"participantIdentifier":"b","linkIdentifier":"l"}]',
          ),
        ],
        /link.json: 1.linkIdentifier: an earlier participant has the same/,
      ],
      [['--data', file('data.txt', 'Mood')], /--data: cannot use .*data.txt: it is not JSON/],
      [
        [
          '--data',
          file(
            'data.json',
            '[{"participantIdentifier":"MDH-1001","namespace":"Nike","type":"x","value":"1"}]',
          ),
        ],
        /data.json: 0.namespace: /,
      ],
      [
        [
          '--data',
          file('who.json', '[{"participantIdentifier":"?","namespace":"Project","type":"x","value":"1"}]'),
        ],
        /readings: 0.participantIdentifier: there is no such participant/,
      ],
      [['--record', join(folder, 'no/such/folder')], /--record: cannot write .* \(ENOENT\)/],
      [['--replay', file('calls.jsonl', '{}')], /cannot use .*calls.jsonl: line 1: at: /],
      [['--key', join(folder, 'none.pem')], /--key: cannot read .*none.pem \(ENOENT\)/],
      [['--key', file('bad.pem', 'no key')], /private key cannot be read/],
    ];
    for (const [args, problem] of table) {
      const { code, errors } = await refusalOf(args);
      expect(code).toBe(1);
      expect(errors).toMatch(problem);
      expect(errors).not.toContain('    at ');
    }
  });

  it('starts with the participants of a file, and with the people of a seed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mdh-emulator-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'people.json');
    writeFileSync(
      file,
      // As some editors of Windows save it, with a byte order mark.
      `\uFEFF${JSON.stringify([{ participantIdentifier: 'P-7', demographics: { firstName: 'Ines' } }])}`,
    );
    const [own, ...seeded] = [
      await outputOf('--port', '0', '--participants', file),
      announcementFor('--seed', '7'),
      announcementFor('--seed', '7'),
    ].map((output) => output.slice(output.indexOf('Participants:')));
    expect(own).toBe('Participants:\n  P-7  Ines\n\nCtrl-C stops it.\n');
    expect(seeded[0]).toBe(seeded[1]);
    expect(seeded[0]).toMatch(/MDH-1001 {2}\w+ \w+\n[^]*and 7 more/);
  });

  it('has the readings of a file, records the calls of a page, and sends them again', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mdh-emulator-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const [people, data, calls] = ['people.json', 'data.json', 'calls.jsonl'].map((name) =>
      join(folder, name),
    );
    writeFileSync(people!, JSON.stringify([{ participantIdentifier: 'P-7' }]));
    const reading = { participantIdentifier: 'P-7', namespace: 'Project', type: 'Mood', value: '4' };
    writeFileSync(data!, JSON.stringify([reading]));
    const flags = ['--participants', people!, '--data', data!];
    const { child, output } = start('--port', '0', ...flags, '--record', calls!);
    while (!output().includes('Ctrl-C')) await once(child.stdout!, 'data');
    const [url = '', projectId = ''] = ['MDH_BASE_URL', 'MDH_PROJECT_ID'].map(
      (name) => new RegExp(`^${name}=(\\S+)$`, 'm').exec(output())?.[1],
    );
    const running = { ...createEmulator(), url, tokenUrl: `${url}identityserver/connect/token` };
    const service = await getServiceToken(running);
    const found = await get(running, `api/v1/administration/projects/${projectId}/participants/P-7`, service);
    const { id } = (await found.json()) as { id: string };
    const token = await getParticipantToken(running, { participant_id: id });
    const points = await get(running, 'api/v1/delegated/devicedata?namespace=Project', token);
    expect(await points.json()).toMatchObject({ deviceDataPoints: [{ type: 'Mood', value: '4' }] });
    child.kill('SIGTERM');
    await once(child, 'close');

    const recorded = readFileSync(calls!, 'utf8');
    expect(recorded).toContain('"path":"/api/v1/delegated/devicedata?namespace=Project"');
    expect(recorded).not.toContain(token);
    expect(await exitOf('--replay', calls!, ...flags)).toMatchObject({
      code: 0,
      output: '1 calls, 0 answered differently\n',
    });
    const other = ['--participants', people!];
    expect(await exitOf('--replay', calls!, ...other)).toMatchObject({
      code: 1,
      output: expect.stringContaining('200, but the answer has another form'),
    });
  });

  it.each([
    [[], 'MDH-1001'],
    [["O'Neil 7"], String.raw`'O'\''Neil 7'`],
  ])('names somebody of its own to try the settings with', (identifiers, word) => {
    const participants = identifiers.map((participantIdentifier) => ({ participantIdentifier }));
    const emulator = createEmulator(participants.length === 0 ? {} : { participants });
    expect(announce(emulator)).toContain(
      `npx --no mdh-authenticator doctor --identifier ${word} --env-file .env\n`,
    );
  });

  it('tells its version', async () => {
    const text = readFileSync(join(import.meta.dirname, '../package.json'), 'utf8');
    const { version } = JSON.parse(text) as { version: string };
    expect(await exitOf('--version')).toEqual({ code: 0, output: `${version}\n`, errors: '' });
  });

  it('lists its flags', async () => {
    const { code, output } = await exitOf('--help');
    expect(code).toBe(0);
    expect(output).toContain('--token-lifetime N');
  });
});
