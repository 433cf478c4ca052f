// npm run build: compiles and type-checks all packages, and makes the forms of them that the compiler does not.
import { build } from './build.mjs';
import { requireNode } from './repository.mjs';
import { untilSignal } from './until-signal.mjs';

requireNode();
const { code, output } = await build({ signal: untilSignal() });
if (output !== '') console.error(output.trimEnd());
process.exitCode = code;
