// The versions of TypeScript that a user may have, and how each compiles projects.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

export const versions = ['4.9', '5.0', '5.9', '6.0', '7.0'] as const;
export type Version = (typeof versions)[number];

/** The paths of tsconfigs, each with the errors that the compiler finds. */
export type Errors = Map<string, string[]>;

const home = (version: Version) => join(import.meta.dirname, '../../node_modules', `typescript-${version}`);

export async function compile(version: Version, paths: string[]): Promise<Errors> {
  return version === '7.0' ? compileOneByOne(version, paths) : compileTogether(version, paths);
}

async function compileTogether(version: Version, paths: string[]): Promise<Errors> {
  const worker = join(import.meta.dirname, 'compile.cjs');
  const output = await run([worker, home(version)], JSON.stringify(paths));
  const results = JSON.parse(output) as Array<{ path: string; errors: string[] }>;
  return new Map(results.map(({ path, errors }) => [path, errors]));
}

/** TypeScript 7 has a command and no interface for programs. */
async function compileOneByOne(version: Version, paths: string[]): Promise<Errors> {
  const errors: Errors = new Map();
  for (const path of paths) {
    const output = await run([join(home(version), 'bin/tsc'), '-p', path, '--pretty', 'false'], '');
    errors.set(
      path,
      output.split('\n').filter((line) => /error TS\d+:/.test(line)),
    );
  }
  return errors;
}

async function run(args: string[], input: string): Promise<string> {
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(input);
  return text(child.stdout);
}
