import { build, transform } from 'esbuild';
import { brotliCompressSync } from 'node:zlib';
import fs from 'node:fs';
import ts from '/work/main/node_modules/.pnpm/typescript@5.0.4/node_modules/typescript/lib/typescript.js';
const root = '/work/main/packages/store';
// names: property names in dist js
const props = new Set();
function walk(dir) {
  for (const e of fs.readdirSync(dir, { withFileTypes: true })) {
    const p = dir + '/' + e.name;
    if (e.isDirectory()) walk(p);
    else if (p.endsWith('.js')) scan(p, props);
  }
}
function scan(p, set) {
  const sf = ts.createSourceFile(p, fs.readFileSync(p, 'utf8'), ts.ScriptTarget.Latest, true);
  const v = (n) => {
    if (ts.isPropertyAccessExpression(n)) set.add(n.name.text);
    else if (
      (ts.isPropertyAssignment(n) ||
        ts.isShorthandPropertyAssignment(n) ||
        ts.isMethodDeclaration(n) ||
        ts.isPropertyDeclaration(n) ||
        ts.isGetAccessor(n) ||
        ts.isMethodSignature(n) ||
        ts.isPropertySignature(n)) &&
      n.name &&
      ts.isIdentifier(n.name)
    )
      set.add(n.name.text);
    else if (ts.isBindingElement(n)) {
      const k = n.propertyName ?? n.name;
      if (ts.isIdentifier(k)) set.add(k.text);
    }
    ts.forEachChild(n, v);
  };
  v(sf);
}
for (const d of ['core', 'engine', 'sources', 'sdk', 'store', 'platform']) walk(root + '/dist/' + d);
// keep: public api, libs
const keep = new Set();
const libdir = '/work/main/node_modules/.pnpm/typescript@5.0.4/node_modules/typescript/lib';
const files = [
  ...fs
    .readdirSync(libdir)
    .filter((f) => /^lib\.(dom|es)/.test(f))
    .map((f) => libdir + '/' + f),
];
for (const f of files) scan(f, keep);
const report = (d) => {
  for (const e of fs.readdirSync(d, { withFileTypes: true })) {
    const p = d + '/' + e.name;
    if (e.isDirectory()) report(p);
    else if (p.endsWith('.d.ts')) scan(p, keep);
  }
};
report('/work/main/packages/contract/dist');
const tmp = '/tmp/api.ts';
const md = fs.readFileSync(root + '/api.md', 'utf8');
fs.writeFileSync(tmp, [...md.matchAll(/```ts\n([\s\S]*?)```/g)].map((m) => m[1]).join('\n'));
scan(tmp, keep);
report(
  '/work/main/node_modules/rxjs/dist/types'.replace(
    '/work/main/node_modules',
    '/work/main/packages/store/node_modules',
  ),
);
scan('/work/main/packages/store/node_modules/mitt/index.d.ts', keep);
const mangled = [...props].filter((n) => !keep.has(n));
console.log(props.size, keep.size, mangled.length, mangled.join(' '));
const re = new RegExp('^(' + mangled.join('|') + ')$');
async function size(opts, label) {
  const r = await build({
    stdin: {
      contents: `export { createTokenStore } from '@mdh-tokens/store'`,
      resolveDir: '/work/main/packages/bench/src/size',
    },
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    conditions: ['production'],
    outdir: '/out',
    absWorkingDir: '/',
    write: false,
    logLevel: 'error',
    ...opts,
  });
  const f = r.outputFiles.find((f) => f.path.includes('stdin'));
  console.log(label, f.contents.length, brotliCompressSync(f.contents).length);
  return f;
}
await size({}, 'now');
await size({ mangleProps: re }, 'mangle');
await size({ conditions: ['production', 'es2015'] }, 'es2015');
await size({ conditions: ['production', 'es2015'], mangleProps: re }, 'es2015 mangle');
await size({ external: ['rxjs'] }, 'rxjs ext');
await size({ external: ['rxjs', 'mitt'], mangleProps: re }, 'rxjs ext mangle');
