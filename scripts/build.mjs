// npm run build: compiles and type-checks all packages, then makes the forms of them that the compiler does not.
import { buildForms } from './build-forms.mjs';
import { commandFile } from './repository.mjs';
import { runCommand } from './run-command.mjs';

/**
 * @param {{ projects?: string[], signal?: AbortSignal }} [options] `projects`: only these and what they refer to
 * @returns {Promise<{ code: number, output: string }>}
 */
export async function build({ projects = [], signal } = {}) {
  const tsc = commandFile('scripts', 'typescript', 'tsc');
  const compiled = await runCommand(process.execPath, [tsc, '-b', ...projects], { signal });
  return compiled.code === 0 ? buildForms() : compiled;
}
