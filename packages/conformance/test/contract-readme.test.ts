// The contract's README, for people who never open our code: its curl lines run, and its tables are true.
import { execFile } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { toNodeHandler } from '@mdh-tokens/authenticator/node';
import {
  authenticatorErrorStatus,
  parseTokenResponse,
  readAuthenticatorAnswer,
  refreshReasons,
} from '@mdh-tokens/contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { allChecks } from '../src/checks/all-checks.js';
import { goLive, type Live } from './live.js';

const readme = readFileSync(join(import.meta.dirname, '../../contract/README.md'), 'utf8');

let live: Live;
let authenticator: string;
let folder: string;

beforeAll(async () => {
  live = await goLive(['https://page.example']);
  authenticator = `${await live.listen(toNodeHandler(live.authenticator))}/token`;
  folder = await mkdtemp(join(tmpdir(), 'mdh-contract-'));
});
afterAll(async () => {
  await live.close();
  await rm(folder, { recursive: true });
});

/** The shell lines of the blocks with this name, as one script. */
function exampleNamed(name: string): string {
  const blocks = [
    ...readme.matchAll(new RegExp(`<!-- example: ${name} -->\n\`\`\`sh\n([\\s\\S]*?)\`\`\``, 'g')),
  ];
  expect(blocks.length).toBeGreaterThan(0);
  return blocks.map(([, code = '']) => code).join('\n');
}

/** Runs a script as a person would, with curl and openssl. */
async function runScript(script: string): Promise<string> {
  const { emulator } = live;
  const env = {
    PATH: process.env['PATH'],
    AUTHENTICATOR: authenticator,
    SESSION: 'session=abcdef',
    MDH_TOKEN_URL: emulator.tokenUrl,
    MDH_BASE_URL: emulator.url,
    MDH_SERVICE_ACCOUNT: emulator.serviceAccount,
    MDH_PROJECT_ID: emulator.projectId,
    IDENTIFIER: 'MDH-1001',
    PARTICIPANT_ID: 'a-guid',
    SUBJECT_KEY: 'a-key',
  };
  return (await promisify(execFile)('sh', ['-euc', script], { cwd: folder, env })).stdout;
}

/** What a comment under a request says that comes, is in what came. */
function expectAsCommented(script: string, output: string): void {
  const promised = script
    .split('\n')
    .filter((line) => line.startsWith('# '))
    .map((line) => line.slice(2).toLowerCase());
  expect(promised.length).toBeGreaterThan(1);
  for (const line of promised) expect(output.toLowerCase()).toContain(line);
}

it('the exchange, step by step, ends with a token of the participant', async () => {
  await writeFile(join(folder, 'key.pem'), live.emulator.privateKey);
  const output = await runScript(exampleNamed('exchange'));
  const parsed = parseTokenResponse(JSON.parse(output));
  expect(parsed.ok).toBe(true);
  const issued = live.emulator.issued.at(-1);
  expect(issued?.kind).toBe('participant');
  expect(issued?.participantId).toBe(live.emulator.participants[0]?.id);
});

it('a request is answered with a token', async () => {
  const output = await runScript(exampleNamed('request'));
  expect(parseTokenResponse(JSON.parse(output))).toMatchObject({ ok: true, notes: [] });
});

it.each(['unauthenticated', 'preflight'])('%s is answered as the comment below says', async (name) => {
  const script = exampleNamed(name);
  expectAsCommented(script, await runScript(script));
});

it('a subject is what the line makes', async () => {
  const expected = createHmac('sha256', 'a-key').update('a-guid').digest('base64url');
  expect(await runScript(exampleNamed('subject'))).toBe(expected);
});

it('the answer it shows is one that a page reads', () => {
  const [, shown = ''] = /```json\n([\s\S]*?)```/.exec(readme) ?? [];
  expect(parseTokenResponse(JSON.parse(shown))).toMatchObject({ ok: true, notes: [] });
});

it('the table of errors has each code with its status, and nothing else', () => {
  const table = /## Errors([\s\S]*?)## Caching/.exec(readme)?.[1] ?? '';
  const rows = [...table.matchAll(/^\| ([\d, ]+) \| ([^|]+) \|/gm)].flatMap(
    ([, statuses = '', codes = '']) => {
      const names = [...codes.matchAll(/`(\w+)`/g)].map(([, name = '']) => name);
      return statuses.split(',').map((status, index) => [names[index], Number(status)]);
    },
  );
  expect(Object.fromEntries(rows) as object).toEqual(authenticatorErrorStatus);
});

it('what a page does is what the reader says', () => {
  const kindOf = (status: number, error: string) =>
    readAuthenticatorAnswer({
      status,
      contentType: 'application/json',
      body: JSON.stringify({ error }),
      retryAfter: null,
      dateMs: 0,
    }).kind;
  const kinds = Object.entries(authenticatorErrorStatus).map(([code, status]) => [
    status,
    kindOf(status, code),
  ]);
  expect(Object.fromEntries(kinds)).toEqual({
    400: 'misconfigured',
    401: 'unauthenticated',
    403: 'forbidden',
    404: 'misconfigured',
    405: 'misconfigured',
    413: 'misconfigured',
    429: 'rate_limited',
    500: 'transient',
    502: 'transient',
    503: 'transient',
    504: 'transient',
  });
});

it('names every reason', () => {
  const table = /## Request([\s\S]*?)## Answer/.exec(readme)?.[1] ?? '';
  expect(refreshReasons.filter((reason) => !table.includes(`\`${reason}\``))).toEqual([]);
});

it('has the section that each check points to', () => {
  const headings = new Set([...readme.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => heading));
  expect(
    allChecks.filter(({ section }) => !headings.has(section)).map(({ id, section }) => `${id} ${section}`),
  ).toEqual([]);
});
