// The flags of `mdh-conformance`, read and checked.
import { parseArgs } from 'node:util';
import { ConformanceError } from '../conformance-error.js';
import { sessionRoles, type SessionRole } from './session-roles.js';

export type Format = 'text' | 'json' | 'tap' | 'markdown';

/** What the command line asks for. */
export type CommandRequest =
  | { print: 'help' | 'version' | 'list' }
  | {
      print: null;
      url: string;
      origin: string | undefined;
      baseUrl: string | undefined;
      emulator: string | undefined;
      only: string[] | undefined;
      fast: boolean;
      rateLimit: boolean;
      timeoutSeconds: number | undefined;
      contract: 1;
      baselineFile: string | undefined;
      format: Format;
      junitFile: string | undefined;
      files: Partial<Record<SessionRole, string>>;
      commands: Partial<Record<SessionRole, string>>;
    };

export const usage: string = `Usage: mdh-conformance URL [flags]

Checks an authenticator, in whatever language it is written, against the contract of @mdh-tokens.

Who asks. Sessions are secrets: they come from the environment, a file or a command, never from a flag.
  MDH_SESSION                      Cookie header of a signed-in user, or MDH_AUTHORIZATION
  MDH_OTHER_SESSION                of another participant, or MDH_OTHER_AUTHORIZATION
  MDH_EXPIRED_SESSION              one that has ended, or MDH_EXPIRED_AUTHORIZATION
  MDH_SESSION_WITHOUT_PARTICIPANT  of a user without a participant, or MDH_AUTHORIZATION_WITHOUT_PARTICIPANT
  --session-file FILE              a cookie jar as curl writes it (curl -c), or Playwright's storageState
  --session-command COMMAND        prints the Cookie header, or lines such as "Authorization: Bearer …"
  --other-session-file, --expired-session-file, --session-without-participant-file, and the same with -command

What is checked.
  --origin ORIGIN      where the page lives, if not on the endpoint's origin: runs the CORS checks
  --base-url URL       MyDataHelps, or an emulator: the token itself is tried there
  --emulator URL       an emulator behind the authenticator: makes MyDataHelps fail in six ways (F01 to F06)
  --rate-limit         runs into the rate limit, too; the session then waits for a minute
  --only IDS           for example A02,S for one check and a family
  --fast               nothing that needs waiting
  --timeout SECONDS    what a page waits (default 10)
  --baseline FILE      JSON { "A02": "why it does not hold yet" }; an entry that holds by now fails
  --contract 1         the contract's version; there is one
  --list               all checks

What comes out.
  --json, --tap, --markdown   on standard output, instead of text
  --junit FILE                JUnit XML, besides
  --version, --help

Exit code 0: all that apply hold. 1: a MUST does not hold. 2: usage. 3: nothing failed, but something could not run.
A self-signed certificate: NODE_EXTRA_CA_CERTS=FILE.
`;

const formats = ['json', 'tap', 'markdown'] as const;

/** @throws {ConformanceError} `invalid_option` */
export function readArguments(args: readonly string[]): CommandRequest {
  const { values, positionals } = parseFlags(args);
  const text = (name: string): string | undefined => {
    const value = values[name];
    return typeof value === 'string' ? value : undefined;
  };
  for (const print of ['help', 'version', 'list'] as const) {
    if (values[print] === true) return { print };
  }
  const [url, ...more] = positionals;
  if (url === undefined || more.length > 0) {
    throw invalid(
      url === undefined ? 'the URL is missing' : 'there are two URLs',
      'mdh-conformance URL; --help has more.',
    );
  }
  const wanted = formats.filter((format) => values[format] === true);
  if (wanted.length > 1) throw invalid(`--${wanted.join(' and --')}: one at a time`, 'Choose one.');
  return {
    print: null,
    url,
    origin: text('origin'),
    baseUrl: text('base-url'),
    emulator: text('emulator'),
    only: text('only')
      ?.split(',')
      .map((id) => id.trim())
      .filter((id) => id !== ''),
    fast: values['fast'] === true,
    rateLimit: values['rate-limit'] === true,
    timeoutSeconds: readSeconds(text('timeout')),
    contract: readContract(text('contract')),
    baselineFile: text('baseline'),
    format: wanted[0] ?? 'text',
    junitFile: text('junit'),
    files: readRoles('file', text),
    commands: readRoles('command', text),
  };
}

function readRoles(
  kind: 'file' | 'command',
  text: (name: string) => string | undefined,
): Partial<Record<SessionRole, string>> {
  const entries = sessionRoles.map((role) => [role, text(`${role}-${kind}`)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function readSeconds(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (seconds > 0) return seconds;
  throw invalid('--timeout is no number of seconds', 'For example --timeout 10.');
}

interface ParsedFlags {
  values: Partial<Record<string, unknown>>;
  positionals: string[];
}

function readContract(text = '1'): 1 {
  if (text === '1') return 1;
  throw invalid(`--contract ${text} is no version of the contract`, 'There is 1.');
}

function parseFlags(args: readonly string[]): ParsedFlags {
  const flag = { type: 'boolean' } as const;
  const value = { type: 'string' } as const;
  const sessions = sessionRoles.flatMap((role) => [`${role}-file`, `${role}-command`]);
  const valued = [
    'origin',
    'base-url',
    'emulator',
    'only',
    'timeout',
    'contract',
    'baseline',
    'junit',
    ...sessions,
  ];
  const flags = ['rate-limit', 'fast', 'list', 'version', 'help', ...formats];
  const options = Object.fromEntries([
    ...valued.map((name) => [name, value] as const),
    ...flags.map((name) => [name, flag] as const),
  ]);
  const secret = args.find((arg) => /^--?(session|cookie|authorization|token|header|[HbA])(=|$)/.test(arg));
  if (secret !== undefined) {
    throw invalid(
      'a session is no flag: others on this machine could read it',
      'Put it into MDH_SESSION or MDH_AUTHORIZATION, or use --session-file or --session-command.',
    );
  }
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (cause) {
    // The message of parseArgs quotes what was given.
    const problem = cause instanceof Error ? cause.message.split('. ')[0] : undefined;
    throw invalid(problem ?? 'the flags cannot be read', '--help lists them all.');
  }
}

function invalid(message: string, hint: string): ConformanceError {
  return new ConformanceError('invalid_option', message, hint);
}
