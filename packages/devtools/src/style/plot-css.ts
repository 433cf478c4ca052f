// The style of the plot. Where colours are forced, outlines and forms remain.
export const plotCss: string = `
.plot{direction:ltr;border-radius:4px;min-width:0}
.plot svg{display:block;width:100%;overflow:hidden;font:11px var(--font-text)}
.plot text{fill:var(--color-text-quiet);font-variant-numeric:tabular-nums}
.plot .tick{text-anchor:middle}
.plot .tick-now{fill:var(--color-text);font-weight:650}
.plot line,.plot text{pointer-events:none}
.axis{stroke:var(--color-line-strong)}
.plot .now{stroke:var(--color-text);fill:none}
.planned{stroke:var(--color-accent);stroke-dasharray:2 4}
.refreshed{stroke:var(--color-text);stroke-width:2}
.bar-used{fill:var(--color-accent)}
.bar-ahead{fill:var(--color-token-life)}
.bar-spare{fill:var(--color-token-over)}
.bar-ended,.plot .gap{fill:var(--color-fail-soft);stroke:var(--color-fail);stroke-dasharray:3 3}
.plot .bar-label{font-weight:650;pointer-events:none}
.plot .on-used{fill:var(--color-on-accent)}
.plot .on-ahead,.plot .on-spare,.plot .on-ended{fill:var(--color-text)}
.mark{fill:var(--color-ok);stroke:var(--color-ok);stroke-width:2}
.mark-waited{fill:var(--color-card);stroke:var(--color-accent)}
.mark-replayed{fill:var(--color-accent);stroke:var(--color-accent)}
.mark-failed{fill:none;stroke:var(--color-fail);stroke-linecap:round}
.mark-open,.mark-needless{stroke:var(--color-warn)}
.mark-moment{fill:var(--color-text-quiet);stroke:none}
.cursor{fill:none;stroke:var(--color-text);stroke-width:2;pointer-events:none}
.fault{fill:var(--color-warn);fill-opacity:.14}
.plot .fault-label{fill:var(--color-warn);font-weight:650}
.readout{min-height:19px;overflow-wrap:anywhere}
.legend{display:flex;flex-wrap:wrap;gap:2px 14px;color:var(--color-text-quiet);font-size:12px}
.legend li{display:flex;gap:5px;align-items:center}
.legend svg{width:16px;height:12px}
@media (forced-colors:active){
.plot rect{stroke:CanvasText;fill:Canvas}
.plot .bar-used{fill:Highlight}
.plot .mark{stroke:CanvasText}
.chip::before{background:CanvasText}
}
`;
