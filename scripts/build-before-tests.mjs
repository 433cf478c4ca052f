// Builds before Vitest runs: the tests import sources, but the processes that they start (a service, a command, a
// worker, a page of the emulator) run what is built, since Node 20 reads no TypeScript.
import { build } from './build.mjs';

/** npm test has built already, and tells the Vitest that it starts so. */
export const builtVariable = 'MDH_TOKENS_BUILT';

export async function setup() {
  if (process.env[builtVariable] !== undefined) return;
  const { code, output } = await build();
  // Half-done work may well have a type error: the tests run all the same, and say what they find.
  if (code !== 0) console.error(`The build before the tests has errors:\n${output.trimEnd()}\n`);
}
