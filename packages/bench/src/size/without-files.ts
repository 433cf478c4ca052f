// A bundle from which files are left out: what they export is there, and is nothing.
import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

const exportedNames = /^export (?:async )?(?:function|const|let|class) (\w+)/gm;
const exportedList = /^export \{([^}]*)\}(?! from)/gm;

export function withoutFiles(files: RegExp): Plugin {
  return {
    name: 'without-files',
    setup(build) {
      build.onLoad({ filter: files }, async ({ path }) => {
        const names = namesExportedBy(await readFile(path, 'utf8'));
        return { contents: names.map((name) => `export const ${name} = undefined;`).join('\n') };
      });
    },
  };
}

function namesExportedBy(code: string): string[] {
  const declared = [...code.matchAll(exportedNames)].map(([, name]) => name!);
  const listed = [...code.matchAll(exportedList)].flatMap(([, list]) =>
    list!
      .split(',')
      .map((item) =>
        item
          .trim()
          .split(/\s+as\s+/)
          .at(-1)!,
      )
      .filter((name) => name !== ''),
  );
  return [...declared, ...listed];
}
