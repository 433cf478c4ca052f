// The style of what the panel shows.
import { plotCss } from './plot-css.js';

const parts = `
.resizer{position:absolute;inset:-4px 0 auto;height:9px;z-index:1;cursor:ns-resize;touch-action:none}
[data-dock=side] .resizer{inset:0 auto 0 -4px;width:9px;height:auto;cursor:ew-resize}
.resizer:hover{background:var(--color-accent)}
header,.row{display:flex;flex-wrap:wrap;align-items:center;gap:5px}
header{padding:8px 90px 8px 12px;border-bottom:1px solid var(--color-line);background:var(--color-sunken)}
h2{font-size:14px}
h3{font-size:13px}
.note,[aria-pressed=true]{padding:2px 9px;border-radius:6px;background:var(--color-warn-soft);color:var(--color-warn)}
.body{flex:1;overflow:auto}
.body>*,.body section{display:grid;grid-template-columns:minmax(0,1fr);gap:6px;align-content:start}
.body>*{padding:10px 12px;gap:10px;min-width:0}
@container (min-width:700px){
.body{display:grid;grid-template:auto 1fr/minmax(220px,1fr) 3fr}
.past{grid-row:span 2;border-left:1px solid var(--color-line)}
}
.status{font-size:17px}
dt,time,.quiet,summary,thead{color:var(--color-text-quiet)}
dl,li{display:grid;grid-template-columns:auto 1fr;gap:0 10px}
dl,time,table,text{font-variant-numeric:tabular-nums}
.error{padding:7px 9px;border-radius:6px;background:var(--color-fail-soft);border:1px solid var(--color-fail)}
.error.quiet{background:none;border-color:var(--color-line)}
.error,ol,.readout{overflow-wrap:anywhere}
code{font-family:var(--font-code)}
a{color:var(--color-accent)}
.scroll{max-height:260px;overflow:auto}
table{border-collapse:collapse;width:100%}
ol li,th,td{border-bottom:1px solid var(--color-line);padding:3px 12px 3px 0}
th,td{text-align:left;font-weight:400;white-space:nowrap}
ol,ul{list-style:none}
ul li{align-items:center;margin-right:8px}
.file{position:relative}
.file input{position:absolute;inset:0;opacity:0;cursor:pointer;max-width:100%}
.said{position:absolute;clip-path:inset(50%)}
`;

export const contentCss: string = parts + plotCss;
