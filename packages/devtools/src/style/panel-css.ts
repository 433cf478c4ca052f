// The panel's style sheet. Pixels throughout: an app's root font size is none of the panel's business.
import { plotCss } from './plot-css.js';
import { themeCss } from './theme.js';

// The page's own rules win over those of :host, unless these are important.
const frame = `
:host{all:initial!important;display:contents!important}
*,*::before,*::after{box-sizing:border-box}
[hidden]{display:none!important}
.root{position:static;inset:auto;margin:0;padding:0;border:0;width:auto;height:auto;max-width:none;max-height:none;overflow:visible;background:none;color:var(--color-text);font:13px/1.45 var(--font-text);text-align:start;pointer-events:none}
.root>*{pointer-events:auto}
.root[data-dock=bottom],.root[data-dock=side]{position:fixed;z-index:2147483647}
.root[data-dock=bottom]{inset:auto 0 0}
.root[data-dock=side]{inset:0 0 0 auto}
.panel{position:relative;display:flex;flex-direction:column;background:var(--color-card);color:var(--color-text);min-width:0}
[data-dock=bottom] .panel{height:var(--size,400px);max-height:90vh;border-top:1px solid var(--color-line-strong);box-shadow:0 -4px 24px rgb(0 0 0/18%)}
[data-dock=side] .past{border-inline-start:0}
[data-dock=side] .panel{width:var(--size,440px);max-width:100vw;height:100vh;border-inline-start:1px solid var(--color-line-strong);box-shadow:-4px 0 24px rgb(0 0 0/18%)}
[data-dock=inline] .panel{border:1px solid var(--color-line);border-radius:12px;overflow:hidden}
[data-dock=window] .panel{min-height:100vh}
.toggle{position:fixed;right:16px;bottom:16px;border-radius:99px;padding:7px 14px;white-space:nowrap;box-shadow:0 2px 10px rgb(0 0 0/22%)}
[data-dock=side] .toggle,[data-dock=bottom] .toggle{position:absolute}
.root[data-open=false]{inset:auto 0 0 auto}
[data-open=true] .toggle{right:10px;top:8px;bottom:auto;z-index:2;border-radius:6px;padding:3px 10px;box-shadow:none}
.resizer{position:absolute;z-index:1;touch-action:none}
[data-dock=bottom] .resizer{inset:-4px 0 auto;height:9px;cursor:ns-resize}
[data-dock=side] .resizer{inset:0 auto 0 -4px;width:9px;cursor:ew-resize}
.resizer:hover{background:var(--color-accent)}
`;

const parts = `
header{display:flex;flex-wrap:wrap;align-items:center;gap:6px 8px;padding:8px 12px;border-bottom:1px solid var(--color-line);background:var(--color-sunken)}
[data-closable] header{padding-inline-end:92px}
h2,h3,p,dl,dd,ol,ul{margin:0;padding:0;list-style:none}
h2{font-size:13px;font-weight:650}
h3{font-size:12px;font-weight:650;margin-bottom:4px}
.gap{flex:1}
button,select,.file{font:inherit;font-size:12px;line-height:1.35;color:inherit;background:var(--color-card);border:1px solid var(--color-line-strong);border-radius:6px;padding:3px 9px;min-height:26px;cursor:pointer}
button:hover,.file:hover{border-color:var(--color-accent);color:var(--color-accent)}
button[aria-pressed=true]{background:var(--color-warn-soft);border-color:var(--color-warn);color:var(--color-warn);font-weight:600}
:focus-visible,.file:focus-within{outline:2px solid var(--color-accent);outline-offset:1px}
.body{flex:1;min-height:0;overflow:auto;display:grid;grid-template-columns:minmax(0,1fr);align-content:start}
[data-dock=bottom] .body,[data-dock=inline] .body,[data-dock=window] .body{grid-template:auto 1fr/minmax(220px,1fr) minmax(0,3fr)}
.body>*{min-width:0;padding:10px 12px;display:grid;gap:10px;align-content:start}
.past{grid-row:span 2;border-inline-start:1px solid var(--color-line)}
.now>section{display:grid;gap:5px}
.chip{display:inline-flex;align-items:center;gap:6px;font-weight:650}
.chip::before{content:'';flex:none;width:8px;height:8px;border-radius:50%;background:currentcolor}
.chip[data-tone=good]{color:var(--color-ok)}
.chip[data-tone=busy]{color:var(--color-warn)}
.chip[data-tone=bad]{color:var(--color-fail)}
.chip[data-tone=off]{color:var(--color-text-quiet)}
.status{font-size:17px}
dl{display:grid;grid-template-columns:auto 1fr;gap:1px 10px}
dt{color:var(--color-text-quiet)}
dd,time{font-variant-numeric:tabular-nums}
.quiet{color:var(--color-text-quiet);font-size:12px}
.error{padding:7px 9px;border-radius:6px;background:var(--color-fail-soft);border:1px solid var(--color-fail);overflow-wrap:anywhere}
.note{padding:6px 9px;border-radius:6px;background:var(--color-warn-soft);color:var(--color-warn)}
code{font:12px var(--font-code)}
a{color:var(--color-accent)}
.row{display:flex;flex-wrap:wrap;gap:5px;align-items:center}
.log{max-height:260px;overflow:auto;border-top:1px solid var(--color-line)}
.log li{display:grid;grid-template-columns:66px minmax(0,1fr);gap:8px;padding:3px 0;border-bottom:1px solid var(--color-line);overflow-wrap:anywhere}
.log time{color:var(--color-text-quiet)}
.log [data-tone=good]{color:var(--color-ok)}
.log [data-tone=busy]{color:var(--color-warn)}
.log [data-tone=bad]{color:var(--color-fail)}
.table{overflow:auto;max-height:220px}
table{border-collapse:collapse;width:100%;font-size:12px;font-variant-numeric:tabular-nums}
th,td{text-align:start;font-weight:400;padding:3px 12px 3px 0;border-bottom:1px solid var(--color-line);white-space:nowrap}
thead th,summary{color:var(--color-text-quiet)}
summary{cursor:pointer;width:fit-content;min-height:24px}
.file{position:relative;display:inline-block}
.file input{position:absolute;inset:0;opacity:0;cursor:pointer}
.said{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media (max-width:700px){
.root .body.body{grid-template:none/minmax(0,1fr)}
[data-dock=side] .panel{width:100vw}
}
`;

export const panelCss: string = themeCss('.root') + frame + parts + plotCss;
