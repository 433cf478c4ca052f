// The flags of `mdh-emulator`, read and checked.
import { parseArgs } from 'node:util';
import { EmulatorError } from '../emulator-error.js';
import type { EmulatorOptions } from '../emulator-options.js';
import { readDataFile } from './data-file.js';
import { readTextFile } from './json-file.js';
import { readParticipantsFile } from './participants-file.js';

/** What the command line asks for. */
export type CliRequest =
  | { print: 'help' | 'version' }
  | {
      print: null;
      port: number;
      options: EmulatorOptions;
      /** Where the calls of pages are written to. */
      record: string | null;
      /** A recording to send again, instead of listening. */
      replay: string | null;
    };

/** A port of our own by default, so that the printed environment stays good from one start to the next. */
export const defaultPort = 4810;

export const usage: string = `Usage: mdh-emulator [flags]

A local MyDataHelps on 127.0.0.1. Its page for faults, tokens, calls and data is at /__emulator__/.

  --port N              port to listen on, 0 for a free one (default ${defaultPort})
  --token-lifetime N    life of participant access tokens in seconds (default 3600)
  --seed N              from which people and their data are made up (default 1)
  --participants FILE   participants of your own, a JSON list (default: twelve made-up people)
  --data FILE           readings of these participants, a JSON list
  --record FILE         write each call of a page to FILE, one a line, without tokens
  --replay FILE         send the calls of a recording again, say what is answered differently, and end
  --account NAME        name of the service account (default MyDataHelps.Emulator.Development)
  --key FILE            the service account's private key, PKCS#1 or PKCS#8 PEM (default: a development key)
  --version             which version this is
  --help                this text
`;

/** @throws {EmulatorError} `invalid_option`, `invalid_file` */
export function readArguments(args: readonly string[]): CliRequest {
  const flags = parseFlags(args);
  if (flags.help === true) return { print: 'help' };
  if (flags.version === true) return { print: 'version' };
  const options: EmulatorOptions = {};
  if (flags.account !== undefined) options.serviceAccount = flags.account;
  if (flags['token-lifetime'] !== undefined) {
    options.tokenLifetimeSeconds = wholeNumber('--token-lifetime', flags['token-lifetime'], 1, 10 ** 9);
  }
  if (flags.seed !== undefined) options.seed = wholeNumber('--seed', flags.seed, 0, 2 ** 31 - 1);
  if (flags.participants !== undefined) {
    const text = readTextFile({ flag: '--participants', path: flags.participants });
    options.participants = readParticipantsFile(flags.participants, text);
  }
  if (flags.data !== undefined) {
    options.readings = readDataFile(flags.data, readTextFile({ flag: '--data', path: flags.data }));
  }
  if (flags.key !== undefined) options.privateKey = readTextFile({ flag: '--key', path: flags.key });
  const port = flags.port === undefined ? defaultPort : wholeNumber('--port', flags.port, 0, 65_535);
  return { print: null, port, options, record: flags.record ?? null, replay: flags.replay ?? null };
}

interface Flags {
  port?: string;
  'token-lifetime'?: string;
  seed?: string;
  participants?: string;
  data?: string;
  record?: string;
  replay?: string;
  account?: string;
  key?: string;
  version?: boolean;
  help?: boolean;
}

function parseFlags(args: readonly string[]): Flags {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        'token-lifetime': { type: 'string' },
        seed: { type: 'string' },
        participants: { type: 'string' },
        data: { type: 'string' },
        record: { type: 'string' },
        replay: { type: 'string' },
        account: { type: 'string' },
        key: { type: 'string' },
        version: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : 'the flags cannot be read';
    throw new EmulatorError('invalid_option', problem, 'mdh-emulator --help lists the flags.', { cause });
  }
}

function wholeNumber(flag: string, text: string, least: number, most: number): number {
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new EmulatorError(
    'invalid_option',
    `${flag} is ${JSON.stringify(text)}, expected a whole number from ${least} to ${most}`,
    'mdh-emulator --help lists the flags.',
  );
}
