// Builds, after the compiler, the forms of packages that the compiler does not make: declarations that every resolution
// reads, single files and CommonJS.
import { buildCommonJs, hasCommonJs } from './forms/commonjs.mjs';
import { resolvePrivateImports } from './forms/declarations.mjs';
import { buildEarlyScript, hasEarlyScript } from './forms/early-script.mjs';
import { buildSingleFile, hasSingleFile } from './forms/single-file.mjs';
import { removeStaleOutput } from './remove-stale-output.mjs';
import { publishedPackages } from './workspace.mjs';

/** @returns {Promise<{ code: number, output: string }>} as a command would */
export async function buildForms() {
  try {
    for (const published of publishedPackages()) {
      removeStaleOutput(published);
      resolvePrivateImports(published);
      if (hasCommonJs(published)) await buildCommonJs(published);
      if (hasEarlyScript(published)) await buildEarlyScript(published);
      if (hasSingleFile(published)) await buildSingleFile(published);
    }
    return { code: 0, output: '' };
  } catch (error) {
    return { code: 1, output: error.stack };
  }
}
