// Which of the web's APIs are newer than the floor, by MDN's compatibility data.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { CompatData, Identifier, SupportBlock, SupportStatement } from '@mdn/browser-compat-data';
import { floor, type FloorBrowser } from './floor.js';

export interface NewerApis {
  /** Globals, such as `Iterator`. */
  readonly globals: ReadonlySet<string>;
  /** `URL.canParse`: members that hang on a global by this name. */
  readonly statics: ReadonlySet<string>;
  /** Members of instances that are newer whatever has them, such as `toSorted`. */
  readonly members: ReadonlySet<string>;
  /** `Array.prototype.toSorted`: each with the interface it belongs to. */
  readonly prototypes: readonly (readonly [owner: string, member: string])[];
}

export function readNewerApis(): NewerApis {
  const compatibility = readCompatibility();
  const globals = new Set<string>();
  const statics = new Set<string>();
  const newer = new Map<string, string[]>();
  const known = new Set<string>();

  for (const [owner, entry] of [
    ...entriesOf(compatibility.api),
    ...entriesOf(compatibility.javascript.builtins),
  ]) {
    if (isNewer(entry)) globals.add(owner);
    for (const [name, member] of entriesOf(entry)) {
      const bare = name.replace(/_static$/, '');
      // The rest are not names: `options_signal_parameter`, `abort_event`, and the constructor.
      if (bare === owner || !/^[a-z]\w*$/i.test(bare) || bare.includes('_')) continue;
      if (!isNewer(member)) known.add(bare);
      else {
        statics.add(`${owner}.${bare}`);
        if (!name.endsWith('_static')) newer.set(bare, [...(newer.get(bare) ?? []), owner]);
      }
    }
  }
  const members = [...newer].filter(([name]) => !known.has(name));
  return {
    globals,
    statics,
    members: new Set(members.map(([name]) => name)),
    prototypes: [...newer].flatMap(([name, owners]) => owners.map((owner) => [owner, name] as const)),
  };
}

/** Read, not imported: a bundler takes a minute to make a module of it. */
function readCompatibility(): CompatData {
  const file = createRequire(import.meta.url).resolve('@mdn/browser-compat-data');
  return JSON.parse(readFileSync(file, 'utf8')) as CompatData;
}

function entriesOf(entry: Identifier | undefined): [string, Identifier][] {
  return Object.entries(entry ?? {}).filter(([name]) => name !== '__compat') as [string, Identifier][];
}

function isNewer({ __compat }: Identifier): boolean {
  return (
    __compat !== undefined &&
    Object.entries(floor).some(
      ([browser, version]) => !isSupported(__compat.support, browser as FloorBrowser, version),
    )
  );
}

function isSupported(support: SupportBlock, browser: FloorBrowser, version: number): boolean {
  const statements = support[browser] as SupportStatement | undefined;
  return [statements ?? []].flat().some(
    ({ version_added, version_removed, prefix, alternative_name, flags }) =>
      [prefix, alternative_name, flags].every((limit) => limit === undefined) &&
      version_removed === undefined &&
      typeof version_added === 'string' &&
      // `≤37`: there before MDN began to look.
      Number.parseFloat(version_added.replace('≤', '')) <= version,
  );
}
