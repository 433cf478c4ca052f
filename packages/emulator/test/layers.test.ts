// The rooms of the package (the folders, and the files beside them) import each other in one direction only.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

const source = join(import.meta.dirname, '../src');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.ts'),
);

/** The first part of a path: a folder, or a file beside the folders. */
const roomOf = (file: string): string => file.split('/')[0] ?? file;

const importsOf = (file: string): string[] =>
  [...readFileSync(join(source, file), 'utf8').matchAll(/from '(\.{1,2}\/[^']+)\.js'/g)].map(
    ([, path = '']) => normalize(join(dirname(file), `${path}.ts`)),
  );

/** What is left when rooms that import nothing left are taken away again and again: the circles. */
function circlesOf(arrows: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const left = new Map(arrows);
  for (;;) {
    const free = [...left].filter(([, to]) => [...to].every((room) => !left.has(room)));
    if (free.length === 0) return [...left.keys()];
    for (const [room] of free) left.delete(room);
  }
}

function arrowsBetween(nameOf: (file: string) => string): Map<string, Set<string>> {
  const arrows = new Map<string, Set<string>>();
  for (const file of files) {
    const from = nameOf(file);
    const to = arrows.get(from) ?? new Set<string>();
    for (const imported of importsOf(file)) if (nameOf(imported) !== from) to.add(nameOf(imported));
    arrows.set(from, to);
  }
  return arrows;
}

describe('the source', () => {
  it('has no circle between folders', () => {
    const arrows = arrowsBetween(roomOf);
    expect(arrows.size).toBeGreaterThan(10);
    expect(circlesOf(arrows)).toEqual([]);
  });

  it('has no circle between files', () => {
    expect(circlesOf(arrowsBetween((file) => file))).toEqual([]);
  });
});
