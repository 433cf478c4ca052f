// The declarations, compiled as the packages' users compile them.
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { entriesFor, type Entry } from './entries.js';
import type { Side } from './packages-for.js';
import { compile, versions, type Errors, type Version } from './types/compilers.js';
import {
  compilerOptions,
  resolutionsOf,
  starterKitOptions,
  type Resolution,
} from './types/configurations.js';

const sides: Side[] = ['page', 'server'];

/** Every entry, so that the compiler reads every declaration. */
const importing = (entries: Entry[]) =>
  entries
    .map(
      ({ specifier }, index) =>
        `import * as entry${index} from '${specifier}';\nexport type Entry${index} = typeof entry${index};\n`,
    )
    .join('');

const pathOf = (side: Side, name: string) => join(inject(side), `tsconfig.${name}.json`);

function writeProject(side: Side, name: string, options: object, files: string[]): string {
  const path = pathOf(side, name);
  writeFileSync(path, JSON.stringify({ compilerOptions: options, files }));
  return path;
}

beforeAll(() => {
  for (const side of sides) {
    const source = join(inject(side), 'src');
    mkdirSync(source, { recursive: true });
    copyFileSync(join(import.meta.dirname, `usage/${side}.ts`), join(source, 'usage.ts'));
    copyFileSync(join(import.meta.dirname, `usage/${side}.ts`), join(source, 'usage.mts'));
    writeFileSync(join(source, 'all.mts'), importing(entriesFor(side)));
    writeFileSync(
      join(source, 'all.cts'),
      importing(entriesFor(side).filter(({ canBeRequired }) => canBeRequired)),
    );
  }
});

const nameOf = (version: Version, resolution: Resolution) => `${version}-${resolution}`;

/** The starter kit's `moduleResolution: "Node"` is deprecated in 6.0 and gone in 7.0. */
const kitsOf = (version: Version) => (['4.9', '5.0', '5.9'].includes(version) ? [`kit-${version}`] : []);

/** TypeScript 7 tells of these as well, and they are not ours to mend. */
const isOurs = (error: string) => !/node_modules\/(?!@mdh-tokens\/)/.test(error);

describe.each(versions)('TypeScript %s compiles all declarations', (version) => {
  const rows = sides.flatMap((side) => resolutionsOf[version].map((resolution) => ({ side, resolution })));
  let errors: Errors;

  beforeAll(async () => {
    const paths = rows.map(({ side, resolution }) => {
      const files = ['src/all.mts', 'src/usage.mts', ...(resolution === 'node16' ? ['src/all.cts'] : [])];
      const name = nameOf(version, resolution);
      return writeProject(side, name, compilerOptions(version, side, resolution), files);
    });
    const kits = kitsOf(version).map((kit) => writeProject('page', kit, starterKitOptions, ['src/usage.ts']));
    errors = await compile(version, [...paths, ...kits]);
  }, 300_000);

  const errorsOf = (side: Side, name: string) => {
    const found = errors.get(pathOf(side, name));
    if (found === undefined) throw new Error('this project was not compiled');
    return found.filter(isOurs);
  };

  test.each(rows)('on the $side by `$resolution`', ({ side, resolution }) => {
    expect(errorsOf(side, nameOf(version, resolution))).toEqual([]);
  });

  // `skipLibCheck` leaves out what is said of declarations, and nothing else.
  test.each(rows)('on the $side by `$resolution` with skipLibCheck', ({ side, resolution }) => {
    expect(
      errorsOf(side, nameOf(version, resolution)).filter((error) => !/\.d\.[cm]?ts\(/.test(error)),
    ).toEqual([]);
  });

  test.each(kitsOf(version))("on the page by the starter kit's compiler options (%s)", (kit) => {
    expect(errorsOf('page', kit)).toEqual([]);
  });
});
