// Sessions from where they may come: the environment, a file, a command.
import { exec } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { ConformanceError } from '../conformance-error.js';
import type { SessionHeaders } from '../session.js';
import { cookieHeaderFrom } from './session-files.js';
import { sessionRoles, sessionVariables, type SessionRole } from './session-roles.js';

export interface SessionPlaces {
  env: NodeJS.ProcessEnv;
  files: Partial<Record<SessionRole, string>>;
  commands: Partial<Record<SessionRole, string>>;
  url: string;
}

const commandTimeoutMs = 60_000;

/** @throws {ConformanceError} `invalid_option`, `invalid_file`, `session_command_failed` */
export async function readSessions(
  places: SessionPlaces,
): Promise<Partial<Record<SessionRole, SessionHeaders>>> {
  const sessions: Partial<Record<SessionRole, SessionHeaders>> = {};
  for (const role of sessionRoles) {
    const headers = await readSession(role, places);
    if (headers !== null) sessions[role] = headers;
  }
  return sessions;
}

async function readSession(role: SessionRole, places: SessionPlaces): Promise<SessionHeaders | null> {
  const { cookie, authorization } = sessionVariables[role];
  const fromEnv = [
    ['cookie', places.env[cookie] ?? ''],
    ['authorization', places.env[authorization] ?? ''],
  ].filter(([, value]) => value?.trim() !== '') as [string, string][];
  const file = places.files[role];
  const command = places.commands[role];
  if ([fromEnv.length > 0, file !== undefined, command !== undefined].filter(Boolean).length > 1) {
    throw new ConformanceError(
      'invalid_option',
      `there are two sources of ${role}`,
      `Of ${cookie}, --${role}-file and --${role}-command, give one.`,
    );
  }
  if (file !== undefined)
    return { cookie: cookieHeaderFrom(await readText(role, file), file, new URL(places.url)) };
  if (command !== undefined) return readHeaderLines(await runCommandLine(role, command));
  return fromEnv.length === 0 ? null : fromEnv;
}

async function readText(role: SessionRole, file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const code = (cause as { code?: unknown }).code;
    throw new ConformanceError(
      'invalid_file',
      `--${role}-file: ${file} cannot be read (${String(code)})`,
      'Check the path.',
      { cause },
    );
  }
}

/** What the command said is not told on: it is a session, or close to one. */
async function runCommandLine(role: SessionRole, command: string): Promise<string> {
  try {
    return (await promisify(exec)(command, { timeout: commandTimeoutMs })).stdout.trim();
  } catch (cause) {
    const { code } = cause as { code?: unknown };
    throw new ConformanceError(
      'session_command_failed',
      `--${role}-command ended with ${typeof code === 'number' ? `exit code ${code}` : 'an error'}`,
      'Run it by hand: it prints a Cookie header, or lines such as "Authorization: Bearer …".',
    );
  }
}

function readHeaderLines(text: string): [string, string][] {
  return text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, name, value] = /^([A-Za-z][\w-]*):\s*(.*)$/.exec(line) ?? [];
      return name === undefined || value === undefined ? ['cookie', line.trim()] : [name, value];
    });
}
