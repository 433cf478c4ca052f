import { build } from 'esbuild';
import { brotliCompressSync as b, gzipSync } from 'node:zlib';
const r=await build({entryPoints:['src/index.ts'],bundle:true,minify:true,write:false,format:'esm',external:['@mdh-tokens/store']});
const t=r.outputFiles[0].text; const strs=[...t.matchAll(/"(?:[^"\\]|\\.)*"|`[^`]*`/g)].map(m=>m[0]).join('\n');
console.log('strings',strs.length,b(strs).length,'rest',b(t.replace(/"(?:[^"\\]|\\.)*"|`[^`]*`/g,'""')).length);
const { panelCss }=await import('./dist/style/panel-css.js').catch(()=>({}));
