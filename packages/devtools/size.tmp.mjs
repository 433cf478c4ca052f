import { build } from 'esbuild';
import { brotliCompressSync } from 'node:zlib';
for (const splitting of [true,false]) {
const r = await build({entryPoints:['src/index.ts'],bundle:true,minify:true,write:false,format:'esm',external:['@mdh-tokens/store'],metafile:true,splitting,outdir:'/tmp/x',
  plugins: splitting?[]:[{name:'x',setup(b){b.onResolve({filter:/read-recording|faults-view/},a=>process.argv[2]==='core'?{path:a.path,external:true}:undefined)}}]});
let tot=0;
for (const f of r.outputFiles){const b=brotliCompressSync(f.contents).length; tot+=b; console.log(f.path,f.contents.length,b);}
console.log(splitting?'split':'one file','total',tot);
}
