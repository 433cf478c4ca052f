// Which properties, at-rules, selectors and functions of a style sheet are newer than a floor, by MDN's compatibility data.
import type { Identifier } from '@mdn/browser-compat-data';
import type { Floor } from './floor.js';
import { entriesOf, isNewer, readCompatibility } from './newer-apis.js';

/** The names in `css` that are newer, or that the data does not know; each once. A custom property has no age. */
export function newerCss(css: string, oldest: Floor): string[] {
  const { properties, selectors, types, 'at-rules': atRules } = readCompatibility().css;
  const functions = new Map(leavesOf({ ...properties, ...types }));
  const names: [kind: RegExp, look: (name: string) => Identifier | undefined][] = [
    [/[{;]\s*([a-z-]+):/g, (name) => properties?.[name]],
    [/@([a-z-]+)/g, (name) => atRules?.[name]],
    [/[^:\s{;(]?::?([a-z-]+)(?=[^{}:;]*\{)/g, (name) => selectors?.[name]],
    [/[:,\s(]([a-z-]+)\(/g, (name) => functions.get(name)],
  ];
  const found = names.flatMap(([pattern, look]) =>
    [...css.matchAll(pattern)]
      .map(([, name]) => name!)
      .filter((name) => !name.startsWith('--') && !isOld(look(name), oldest)),
  );
  return [...new Set(found)];
}

function isOld(entry: Identifier | undefined, oldest: Floor): boolean {
  return entry !== undefined && !isNewer(entry, oldest);
}

function leavesOf(entry: Identifier): [string, Identifier][] {
  return entriesOf(entry).flatMap(([name, child]) => [
    ...leavesOf(child),
    [name, child] as [string, Identifier],
  ]);
}
