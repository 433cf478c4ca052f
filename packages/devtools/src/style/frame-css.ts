// The style of the panel's frame and button. Pixels throughout: an app's root font size is none of the panel's business.
import { themeCss } from './theme.js';

// The page's own rules win over those of :host, unless these are important.
const reset = `
:host{all:initial!important;display:contents!important}
*,::before{box-sizing:border-box;margin:0;padding:0}
.root{all:initial}
`;

const frame = `
.root{display:block;direction:ltr;color:var(--color-text);font:13px/1.45 var(--font-text)}
.root[data-dock=bottom],.root[data-dock=side]{position:fixed;inset:auto 0 0;z-index:2147483647}
.root[data-dock=side]{inset:0 0 0 auto}
.root[data-open=false]{inset:auto 16px 16px auto}
.panel{position:relative;display:flex;flex-direction:column;container-type:inline-size;background:var(--color-card);border:1px solid var(--color-line-strong)}
[data-dock=bottom]>.panel{height:var(--size);max-height:90vh}
[data-dock=side]>.panel{width:var(--size);max-width:100vw;height:100vh}
[data-dock=inline]>.panel{border-radius:8px;overflow:hidden}
[data-dock=window]>.panel{min-height:100vh}
[hidden]{display:none!important}
button,select,.file{font:inherit;color:inherit;background:var(--color-card);border:1px solid var(--color-line-strong);border-radius:6px;padding:2px 9px;min-height:26px;cursor:pointer}
button:hover,.file:hover{border-color:var(--color-accent);color:var(--color-accent)}
:focus-visible,.file:focus-within{outline:2px solid var(--color-accent);outline-offset:1px}
.status::before,.toggle[data-tone]::before{content:'';display:inline-block;width:8px;height:8px;border-radius:50%;background:currentcolor;margin-right:6px}
.status,.toggle{font-weight:600}
[data-tone=good]{color:var(--color-ok)}
[data-tone=busy]{color:var(--color-warn)}
[data-tone=bad]{color:var(--color-fail)}
[data-open=true]>.toggle{position:absolute;right:12px;top:9px;z-index:2}
[data-open=false]>.toggle{padding:7px 14px;border-radius:99px}
`;

export const frameCss: string = reset + themeCss('.root') + frame;
