// Which of the web's APIs are newer than the floor, by MDN's compatibility data.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { CompatData, Identifier, SupportBlock } from '@mdn/browser-compat-data';
import { floor, type Floor, type FloorBrowser } from './floor.js';

export interface NewerApis {
  /** Globals, such as `Iterator`. */
  readonly globals: ReadonlySet<string>;
  /** `URL.canParse`: members that hang on a global by this name. */
  readonly statics: ReadonlySet<string>;
  /** Members of instances that are newer whatever has them, such as `toSorted`. */
  readonly members: ReadonlySet<string>;
  /** Each with the place where it is: `Response`, `Array.prototype`. */
  readonly places: readonly (readonly [place: string, name: string])[];
}

export function readNewerApis(oldest: Floor = floor): NewerApis {
  const compatibility = readCompatibility();
  const globals = new Set<string>();
  const statics = new Set<string>();
  const places: [string, string][] = [];
  const newer = new Set<string>();
  const known = new Set<string>();

  function readMembers(owner: string, entry: Identifier, placesOf: (name: string) => string[]): void {
    for (const [name, member] of entriesOf(entry)) {
      const bare = name.replace(/_static$/, '');
      // The rest are not names: `options_signal_parameter`, `abort_event`, and the constructor.
      if (bare === owner || !/^[a-z]\w*$/i.test(bare) || bare.includes('_')) continue;
      if (!isNewer(member, oldest)) known.add(bare);
      else {
        statics.add(`${owner}.${bare}`);
        if (bare === name) newer.add(bare);
        for (const place of placesOf(name)) places.push([place, bare]);
      }
    }
  }

  for (const [owner, entry] of entriesOf(compatibility.api)) {
    if (isNewer(entry, oldest)) globals.add(owner);
    readMembers(owner, entry, (name) => [name.endsWith('_static') ? owner : `${owner}.prototype`]);
  }
  for (const [owner, entry] of entriesOf(compatibility.javascript.builtins)) {
    if (isNewer(entry, oldest)) globals.add(owner);
    // The language's own are not told apart.
    readMembers(owner, entry, () => [owner, `${owner}.prototype`]);
  }
  return { globals, statics, members: new Set([...newer].filter((name) => !known.has(name))), places };
}

/** Read, not imported: a bundler takes a minute to make a module of it. */
export function readCompatibility(): CompatData {
  const file = createRequire(import.meta.url).resolve('@mdn/browser-compat-data');
  return JSON.parse(readFileSync(file, 'utf8')) as CompatData;
}

export function entriesOf(entry: Identifier | undefined): [string, Identifier][] {
  return Object.entries(entry ?? {}).filter(([name]) => name !== '__compat') as [string, Identifier][];
}

export function isNewer({ __compat }: Identifier, oldest: Floor): boolean {
  return (
    __compat !== undefined &&
    Object.entries(oldest).some(
      ([browser, version]) => !isSupported(__compat.support, browser as FloorBrowser, version),
    )
  );
}

function isSupported(support: SupportBlock, browser: FloorBrowser, version: number): boolean {
  return [support[browser] ?? []].flat().some(
    ({ version_added, version_removed, prefix, alternative_name, flags }) =>
      [prefix, alternative_name, flags].every((limit) => limit === undefined) &&
      version_removed === undefined &&
      typeof version_added === 'string' &&
      // `≤37`: there before MDN began to look.
      Number.parseFloat(version_added.replace('≤', '')) <= version,
  );
}
