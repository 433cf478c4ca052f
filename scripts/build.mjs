// Compiles and type-checks packages, then makes the forms of them that the compiler does not.
import { commandFile } from './repository.mjs';
import { runCommand } from './run-command.mjs';

/**
 * @param {{ projects?: string[], signal?: AbortSignal }} [options] `projects`: only these and what they refer to
 * @returns {Promise<{ code: number, output: string }>}
 */
export async function build({ projects = [], signal } = {}) {
  const tsc = commandFile('scripts', 'typescript', 'tsc');
  const compiled = await runCommand(process.execPath, [tsc, '-b', ...projects], { signal });
  // The compiler writes its files in spite of type errors: the forms are made of them all the same.
  // Only now: it imports what a script may just have installed.
  const { buildForms } = await import('./build-forms.mjs');
  const formed = await buildForms();
  return compiled.code === 0 ? formed : compiled;
}
