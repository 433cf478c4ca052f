// Bindings: what they add to a page, and how often they render.
import { markdownTable } from '../report/markdown-table.js';
import type { Part } from '../report/part.js';
import { installedVersion } from '../size/installed-version.js';
import { bindingEntries, type BindingEntry } from './binding-entries.js';
import { bindingSize } from './binding-size.js';
import { countedRenders, rendersTable } from './counted-renders.js';

interface Measured extends BindingEntry {
  readonly version: string;
  readonly bytes: number;
}

export const bindingsPart: Part = {
  name: 'bindings',
  title: 'Bindings',
  async run() {
    const measured = await Promise.all(bindingEntries.map(measure));
    const renders = await countedRenders();
    return {
      text: `${sizesReport(measured)}\n\n${rendersTable(renders)}`,
      broken: measured.flatMap(({ packageName, bytes, limitBytes = Number.POSITIVE_INFINITY }) =>
        bytes <= limitBytes ? [] : [`${packageName} is ${bytes} bytes with brotli, limit ${limitBytes}`],
      ),
    };
  },
};

async function measure(entry: BindingEntry): Promise<Measured> {
  const { brotliBytes } = await bindingSize(entry);
  return { ...entry, version: await installedVersion(entry.packageName), bytes: brotliBytes };
}

function sizesReport(measured: readonly Measured[]): string {
  const rows = measured
    .toSorted((one, other) => frameworkOf(one) - frameworkOf(other) || one.bytes - other.bytes)
    .map(({ framework, packageName, imported, core, version, bytes, limitBytes = '' }) => {
      const name = `${packageName} ${imported[0] === '*' ? '(all of it)' : imported.join(', ')}`;
      const shown = packageName.startsWith('@mdh-tokens/') ? `**${name}**` : name;
      return [framework, shown, core, version, bytes, limitBytes];
    });
  return `What a binding adds to a page that has the framework, and the library that the binding is for: one esbuild bundle an
entry, minified, brotli -11. Another entry of that library counts, as ours for \`useSdkCall\` (\`@mdh-tokens/store/sdk-caller\`)
does. Auth0's package brings its client with it. Ours hold the life of the store and its events, in React and Vue a
gate, in Angular an interceptor; a peer's entry is what shows its state.

${markdownTable(['framework', 'import', 'without', 'version', 'bytes', 'limit'], rows)}`;
}

function frameworkOf({ framework }: BindingEntry): number {
  return bindingEntries.findIndex((entry) => entry.framework === framework);
}
