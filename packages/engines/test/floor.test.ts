// No built file needs a browser newer than the floor that the README names.
import { describe, expect, it } from 'vitest';
import { browserPackages, builtModules, singleFiles } from '../src/floor/built-files.js';
import { checkSources, type SourceRules } from '../src/floor/check-sources.js';
import { readFile } from 'node:fs/promises';
import { floor, panelFloor } from '../src/floor/floor.js';
import { readNewerApis } from '../src/floor/newer-apis.js';
import { newerCss } from '../src/floor/newer-css.js';

const apis = readNewerApis();
const modules: SourceRules = { ecmaVersion: 2022, sourceType: 'module', apis };
const scripts: SourceRules = { ecmaVersion: 2019, sourceType: 'script', apis };

describe('the built files', () => {
  it.each(browserPackages)(
    'of %s need nothing newer than the floor, unless they ask for it first',
    (name) => {
      const sources = builtModules(name);
      expect(sources).not.toEqual([]);
      expect(checkSources(sources, modules)).toEqual([]);
    },
  );

  it('that hold everything need ES2019 and nothing newer than the floor', () => {
    const all = browserPackages.flatMap(singleFiles);
    const isScript = ({ file }: { file: string }) => file.endsWith('.global.js');
    expect(checkSources(all.filter(isScript), scripts)).toEqual([]);
    const singleModules = all.filter((source) => !isScript(source));
    expect(checkSources(singleModules, { ...modules, ecmaVersion: 2019 })).toEqual([]);
  });
});

describe('the panel of devtools', () => {
  const rules: SourceRules = { ecmaVersion: 2022, sourceType: 'module', apis: readNewerApis(panelFloor) };
  const style = new URL('../../devtools/dist/style/', import.meta.url);

  it('needs nothing newer than the floor of its own, unless it asks for it first', () => {
    const sources = ['devtools', 'store'].flatMap(builtModules);
    expect(sources.some(({ file }) => file.endsWith('pop-out.js'))).toBe(true);
    expect(checkSources(sources, rules)).toEqual([]);
  });

  it('has a style sheet that needs nothing newer', async () => {
    const { frameCss } = (await import(new URL('frame-css.js', style).href)) as { frameCss: string };
    const { contentCss } = (await import(new URL('content-css.js', style).href)) as { contentCss: string };
    expect(newerCss(frameCss + contentCss, panelFloor)).toEqual([]);
    // Why the panel has a floor of its own.
    expect(newerCss(frameCss, floor)).toEqual(expect.arrayContaining(['container-type', 'light-dark']));
  });

  it('has a README that names this floor', async () => {
    const readme = await readFile(new URL('../../README.md', style), 'utf8');
    const { chrome, firefox, safari } = panelFloor;
    expect(readme).toContain(`Chrome and Edge ${chrome}, Firefox ${firefox}, Safari ${safari}`);
  });
});

describe('the check', () => {
  const caught: [string, string][] = [
    ['URL.canParse(text);', 'URL.canParse'],
    ['new CompressionStream("gzip");', 'CompressionStream'],
    ['list.toSorted();', 'toSorted'],
    ['const { toSorted } = list;', 'toSorted'],
    ['AbortSignal.any([a, b]);', 'AbortSignal.any'],
    ['window.navigation.back();', 'window.navigation'],
    ['requestIdleCallback(work);', 'requestIdleCallback'],
    ['navigator.share({});', 'navigator.share'],
    ['const { canParse } = URL; canParse(text);', 'URL.canParse'],
    ['object[Symbol.dispose] = () => {};', 'Symbol.dispose'],
    ['if (isNew) list.toSorted();', 'toSorted'],
    ['if (typeof EyeDropper === "function") {} new EyeDropper();', 'EyeDropper'],
    ['try { URL.canParse(text); } catch {}', 'URL.canParse'],
    ['class Late { static { start(); } }', 'static block of a class'],
    ['/(?<=a)b/.test(text);', 'look-behind in a regular expression'],
  ];
  it.each(caught)('finds %s', (code, what) => {
    expect(checkSources([{ file: 'a.js', code }], modules)).toEqual([`a.js:1: ${what}`]);
  });

  const passed = [
    'URL.parse?.(text);',
    'location.ancestorOrigins?.[0];',
    'const origins = location.ancestorOrigins; if (origins !== undefined) use(origins[0]);',
    'const { ancestorOrigins } = location; ancestorOrigins?.[0];',
    'const dispose = Symbol.dispose ?? Symbol.for("dispose");',
    'if (typeof EyeDropper === "function") new EyeDropper();',
    'const sorted = "toSorted" in list ? list.toSorted() : [...list].sort();',
    'function use() { if (URL.canParse === undefined) return null; return URL.canParse(text); }',
    'list.toSorted && list.toSorted();',
    'class EyeDropper {} new EyeDropper();',
    'const sink = { drop() {} }; sink.drop();',
    'list.at(-1); Object.hasOwn(object, "a"); Promise.any([]); signal.throwIfAborted();',
    'class Late { #secret = 1; static late = 2; } await 0;',
  ];
  it.each(passed)('lets %s pass', (code) => {
    expect(checkSources([{ file: 'a.js', code }], modules)).toEqual([]);
  });

  it.each([
    ['a { anchor-name: --b }', 'anchor-name'],
    ['@starting-style { a { color: red } }', 'starting-style'],
    ['a:open { color: red }', 'open'],
    ['a { color: contrast-color(red) }', 'contrast-color'],
  ])('finds what is newer in %s', (css, name) => {
    expect(newerCss(css, panelFloor)).toEqual([name]);
  });

  it('finds syntax that is newer than it may be', () => {
    expect(checkSources([{ file: 'a.js', code: 'a?.b;' }], scripts)).toEqual([
      expect.stringContaining('no syntax of ES2019'),
    ]);
    expect(checkSources([{ file: 'a.js', code: 'using a = b;' }], modules)).toHaveLength(1);
  });
});
