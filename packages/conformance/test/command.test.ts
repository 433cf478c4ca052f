// The command, from its flags to its exit code, against a real server.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toNodeHandler } from '@mdh-tokens/authenticator/node';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../src/command/command.js';
import type { Report } from '../src/report.js';
import { goLive, type Live } from './live.js';

let live: Live;
let url: string;
let folder: string;

beforeAll(async () => {
  live = await goLive();
  url = `${await live.listen(toNodeHandler(live.authenticator))}/token?secret=in-a-query`;
  folder = await mkdtemp(join(tmpdir(), 'mdh-conformance-'));
});
afterAll(async () => {
  await live.close();
  await rm(folder, { recursive: true });
});

const env = {
  MDH_SESSION: 'session=abcdef',
  MDH_OTHER_SESSION: 'session=ghijkl',
  MDH_EXPIRED_SESSION: 'session=ended',
};

async function run(
  args: string[],
  { env: given = env, terminal = false }: { env?: Record<string, string>; terminal?: boolean } = {},
) {
  let out = '';
  let err = '';
  const code = await runCommand(args, {
    env: given,
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    outIsTerminal: terminal,
    errIsTerminal: terminal,
  });
  return { code, out, err };
}

async function save(name: string, text: string): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, text);
  return file;
}

describe('a run', () => {
  it('ends with 0 where all that applies holds, and fits the schema', async () => {
    const junit = join(folder, 'report.xml');
    const { code, out, err } = await run([url, '--only', 'T01,T07,A01,S', '--json', '--junit', junit]);
    expect([code, err]).toEqual([0, '']);
    const report = JSON.parse(out) as Report;
    const schema = JSON.parse(
      await readFile(join(import.meta.dirname, '../schema/report-1.json'), 'utf8'),
    ) as object;
    const validate = new Ajv2020().compile(schema);
    expect(validate(report) ? [] : validate.errors).toEqual([]);
    expect(report.url).not.toContain('?');
    expect(report.results.map(({ id }) => id).join()).toBe('T01,T07,A01,S01,S02,S03,S04,S05,S06,S07,S08');
    const xml = await readFile(junit, 'utf8');
    expect(xml).toMatch(/tests="11" failures="0" errors="0" skipped="1"/);
    expect(xml.match(/<testcase /g)).toHaveLength(11);
  });

  it('ends with 3 where a second session is missing', async () => {
    const { code, out } = await run([url, '--only', 'S05'], { env: { MDH_SESSION: 'session=abcdef' } });
    expect(code).toBe(3);
    expect(out).toMatch(/miss +S05 .*a second session, of another participant, is needed: MDH_OTHER_SESSION/);
  });

  it('ends with 1 where the session is not accepted, and says so instead of 40 other things', async () => {
    const { code, out } = await run([url], { env: { MDH_SESSION: 'session=wrong' } });
    expect(code).toBe(1);
    expect(out).toContain('the session was not accepted');
    expect(out.match(/why it matters/g)).toHaveLength(1);
  });

  it('says that nothing listens', async () => {
    const { code, out } = await run(['http://127.0.0.1:4/token', '--only', 'T01']);
    expect(code).toBe(1);
    expect(out).toMatch(/nothing listens|connection to 127\.0\.0\.1:4 broke/);
  });

  it('follows a baseline, and fails where it is stale', async () => {
    const baseline = await save('baseline.json', '{ "S05": "no second user in this environment" }');
    const alone = { env: { MDH_SESSION: 'session=abcdef' } };
    expect((await run([url, '--only', 'T07,S05', '--baseline', baseline], alone)).code).toBe(0);
    const junit = join(folder, 'stale.xml');
    const stale = await run([url, '--only', 'T07,S05', '--baseline', baseline, '--junit', junit]);
    expect(await readFile(junit, 'utf8')).toContain(
      '<failure message="the baseline expects this not to pass',
    );
    expect(stale.code).toBe(1);
    expect(stale.out).toContain('The baseline expects S05 not to pass, and it does: take it out.');
  });

  it('shows what it is at, on a terminal only', async () => {
    const { err, out } = await run([url, '--only', 'T07'], { terminal: true });
    expect(err).toContain('0/1 T07 GET gives no token');
    expect(out).toContain('\u001b[32m');
  });

  it.each([
    ['--tap', /^TAP version 14\n1\.\.1\nok 1 - T07 MUST /],
    ['--markdown', /^# Authenticator conformance: conforms\n/],
  ])('writes %s', async (flag, start) => {
    expect((await run([url, '--only', 'T07', flag])).out).toMatch(start);
  });
});

describe('a session comes from', () => {
  const only = ['--only', 'T01'];

  it('a cookie jar of curl', async () => {
    const jar = [
      '# Netscape HTTP Cookie File',
      '#HttpOnly_127.0.0.1\tFALSE\t/\tFALSE\t0\tsession\tabcdef',
      'other.example\tFALSE\t/\tFALSE\t0\tsession\twrong',
    ];
    const file = await save('jar.txt', jar.join('\n'));
    expect((await run([url, ...only, '--session-file', file], { env: {} })).code).toBe(0);
  });

  it('Playwright’s storage state', async () => {
    const cookies = [{ name: 'session', value: 'abcdef', domain: '127.0.0.1', path: '/', expires: -1 }];
    const file = await save('state.json', JSON.stringify({ cookies, origins: [] }));
    expect((await run([url, ...only, '--session-file', file], { env: {} })).code).toBe(0);
  });

  it.each([`echo session=abcdef`, `echo "Cookie: session=abcdef"`])('a command: %s', async (command) => {
    expect((await run([url, ...only, '--session-command', command], { env: {} })).code).toBe(0);
  });

  it('the environment, as an Authorization header: refused here, since our users have cookies', async () => {
    const { code, out } = await run([url, ...only], { env: { MDH_AUTHORIZATION: 'Bearer of-somebody' } });
    expect(code).toBe(1);
    expect(out).not.toContain('of-somebody');
  });
});

describe('usage', () => {
  it.each<[string, string[], Record<string, string>, RegExp]>([
    ['no URL', [], env, /the URL is missing/],
    ['no session', ['http://127.0.0.1/x'], {}, /there is no session to ask with/],
    ['a session as a flag', ['http://127.0.0.1/x', '--session', 'a=b'], env, /a session is no flag/],
    ['a session as a flag with =', ['http://127.0.0.1/x', '--cookie=a=b'], env, /a session is no flag/],
    ['an unknown flag', ['http://127.0.0.1/x', '--colour'], env, /Unknown option '--colour'/],
    ['no URL of http', ['ftp://127.0.0.1/x'], env, /url is no http or https URL/],
    ['a password in the URL', ['http://a:b@127.0.0.1/x'], env, /holds a user name or password/],
    ['no check selected', ['http://127.0.0.1/x', '--only', ','], env, /no check is selected/],
    ['an unknown check', ['http://127.0.0.1/x', '--only', 'Z99'], env, /no check is called Z99/],
    ['two formats', ['http://127.0.0.1/x', '--json', '--tap'], env, /one at a time/],
    ['no such file', ['http://127.0.0.1/x', '--session-file', '/nowhere'], {}, /cannot be read \(ENOENT\)/],
    [
      'a command that fails',
      ['http://127.0.0.1/x', '--session-command', 'echo secret; exit 7'],
      {},
      /exit code 7/,
    ],
    ['two sources', ['http://127.0.0.1/x', '--session-command', 'echo a=b'], env, /two sources of session/],
    [
      'no origin',
      ['http://127.0.0.1/x', '--origin', 'https://a.example/path'],
      env,
      /pageOrigin is no origin/,
    ],
  ])('%s ends with 2', async (_name, args, given, says) => {
    const { code, out, err } = await run(args, { env: given });
    expect(err).toMatch(says);
    expect([code, out]).toEqual([2, '']);
    expect(err).not.toContain('secret');
  });

  it('lists the checks, its version and its flags', async () => {
    expect((await run(['--list'])).out.split('\n').length).toBeGreaterThan(40);
    expect((await run(['--version'])).out).toMatch(/^\d+\.\d+\.\d+/);
    expect((await run(['--help'])).out).toContain('MDH_SESSION');
  });
});
