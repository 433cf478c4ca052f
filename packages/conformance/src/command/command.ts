// The command `mdh-conformance`.
import { writeFile } from 'node:fs/promises';
import { checkAuthenticator } from '../check-authenticator.js';
import { allChecks } from '../checks/all-checks.js';
import { ConformanceError } from '../conformance-error.js';
import type { CheckOptions } from '../options.js';
import { readKit, type Report } from '../report.js';
import { toJson } from '../reporters/json.js';
import { toJunit } from '../reporters/junit.js';
import { toMarkdown } from '../reporters/markdown.js';
import { toTap } from '../reporters/tap.js';
import { toText } from '../reporters/text.js';
import { readArguments, usage, type CommandRequest } from './arguments.js';
import { readBaseline } from './baseline-file.js';
import { createProgressLine } from './progress-line.js';
import { readSessions } from './read-sessions.js';

/** Where the command reads and writes. */
export interface CommandEdges {
  env: NodeJS.ProcessEnv;
  out: (text: string) => void;
  err: (text: string) => void;
  outIsTerminal: boolean;
  errIsTerminal: boolean;
}

const processEdges: CommandEdges = {
  env: process.env,
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  outIsTerminal: process.stdout.isTTY,
  errIsTerminal: process.stderr.isTTY,
};

/**
 * Runs the command.
 *
 * @param args the flags, without the program's name
 * @returns the exit code: 0 all well, 1 a MUST failed or the baseline is stale, 2 usage, 3 something could not run
 */
export async function runCommand(
  args: readonly string[],
  edges: CommandEdges = processEdges,
): Promise<number> {
  try {
    return await run(readArguments(args), edges);
  } catch (error) {
    if (!(error instanceof ConformanceError)) throw error;
    edges.err(`mdh-conformance: ${error.message}\n${error.hint}\n`);
    return 2;
  }
}

async function run(request: CommandRequest, edges: CommandEdges): Promise<number> {
  if (request.print !== null) {
    edges.out(printed[request.print]());
    return 0;
  }
  const progress = createProgressLine(edges.errIsTerminal ? edges.err : null);
  const options = await toOptions(request, edges);
  const report = await checkAuthenticator({ ...options, onProgress: (step) => progress.show(step) }).finally(
    () => progress.end(),
  );
  edges.out(write(report, request.format, edges));
  if (request.junitFile !== undefined) await writeFile(request.junitFile, toJunit(report));
  return report.exitCode;
}

async function toOptions(
  request: Extract<CommandRequest, { print: null }>,
  { env }: CommandEdges,
): Promise<CheckOptions> {
  const { url, files, commands, baselineFile } = request;
  if (!URL.canParse(url)) {
    throw new ConformanceError(
      'invalid_option',
      'the URL cannot be read',
      'For example https://study.example/api/mydatahelps-token.',
    );
  }
  const sessions = await readSessions({ env, files, commands, url });
  const { session } = sessions;
  if (session === undefined) {
    throw new ConformanceError(
      'invalid_option',
      'there is no session to ask with',
      "Sign in to your app, copy the Cookie header of a request from the browser's tools into MDH_SESSION, and run again. --help has other ways.",
    );
  }
  return {
    url,
    session,
    otherSession: sessions['other-session'],
    expiredSession: sessions['expired-session'],
    sessionWithoutParticipant: sessions['session-without-participant'],
    pageOrigin: request.origin,
    baseUrl: request.baseUrl,
    emulator: request.emulator,
    only: request.only,
    baseline: baselineFile === undefined ? undefined : await readBaseline(baselineFile),
    allow: { rateLimit: request.rateLimit },
    fast: request.fast,
    timeoutSeconds: request.timeoutSeconds,
    contract: request.contract,
  };
}

function write(report: Report, format: string, { outIsTerminal, env }: CommandEdges): string {
  if (format === 'json') return toJson(report);
  if (format === 'tap') return toTap(report);
  if (format === 'markdown') return toMarkdown(report);
  return toText(report, { colour: outIsTerminal && (env['NO_COLOR'] ?? '') === '' });
}

const printed = {
  help: () => usage,
  version: () => `${readKit().version}\n`,
  list: () => allChecks.map(({ id, level, title }) => `${id} ${level.padEnd(6)} ${title}\n`).join(''),
};
