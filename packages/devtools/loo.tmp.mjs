import { build } from 'esbuild';
import { brotliCompressSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
const ext={name:'x',setup(b){b.onResolve({filter:/read-recording|faults-view/},a=>({path:a.path,external:true}))}};
const run = async (stub) => { const r = await build({entryPoints:['src/index.ts'],bundle:true,minify:true,write:false,format:'esm',external:['@mdh-tokens/store'],metafile:true,
 plugins: [ext,...(stub?[{name:'s',setup(b){b.onLoad({filter:/\.ts$/},a=>{ if(!a.path.endsWith(stub))return; const t=readFileSync(a.path,'utf8'); const names=[...t.matchAll(/export (?:async )?(?:const|function|class) (\w+)/g)].map(m=>m[1]); const imps=[...t.matchAll(/import (?!type)[^;]*;/g)].filter(m=>!m[0].includes('(')).map(m=>m[0]).join('\n'); const used=[...imps.matchAll(/\{([^}]*)\}/g)].flatMap(m=>m[1].split(',').map(s=>s.trim()).filter(s=>s&&!s.startsWith('type '))); return {contents: imps+'\n'+names.map(n=>`export const ${n}=q([${used.join(',')}]);`).join('\n'),loader:'ts'}})}}]:[])] }); return [brotliCompressSync(r.outputFiles[0].contents).length, r];};
const [base,r]=await run();
console.log('core',base, r.outputFiles[0].contents.length);
const rows=[]; const ins=Object.values(r.metafile.outputs)[0].inputs;
for (const i of Object.keys(ins)) rows.push([base-(await run(i))[0], ins[i].bytesInOutput, i]);
rows.sort((a,b)=>b[0]-a[0]); for(const [n,m,i] of rows) console.log(String(n).padStart(6),String(m).padStart(6),i);
