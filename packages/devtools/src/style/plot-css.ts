// The style of the plot. Where colours are forced, outlines and forms remain.
export const plotCss: string = `
.plot{direction:ltr;border-radius:4px;min-width:0}
.plot svg{display:block;width:100%;overflow:hidden;font:11px var(--sans)}
.plot text{fill:var(--quiet);font-variant-numeric:tabular-nums}
.plot .tick{text-anchor:middle}
.plot .tick-now{fill:var(--text);font-weight:650}
.plot line,.plot text{pointer-events:none}
.axis{stroke:var(--strong-line)}
.plot .now{stroke:var(--text);fill:none}
.planned{stroke:var(--accent);stroke-dasharray:2 4}
.refreshed{stroke:var(--text);stroke-width:2}
.bar-used{fill:var(--accent)}
.bar-ahead{fill:var(--accent-soft)}
.bar-spare{fill:var(--spare)}
.bar-ended,.plot .gap{fill:var(--bad-soft);stroke:var(--bad);stroke-dasharray:3 3}
.plot .bar-label{font-weight:650;pointer-events:none}
.plot .on-used{fill:var(--on-accent)}
.plot .on-ahead,.plot .on-spare,.plot .on-ended{fill:var(--text)}
.mark{fill:var(--good);stroke:var(--good);stroke-width:2}
.mark-waited{fill:var(--card);stroke:var(--accent)}
.mark-replayed{fill:var(--accent);stroke:var(--accent)}
.mark-failed{fill:none;stroke:var(--bad);stroke-linecap:round}
.mark-open,.mark-needless{stroke:var(--warn)}
.mark-moment{fill:var(--quiet);stroke:none}
.cursor{fill:none;stroke:var(--text);stroke-width:2;pointer-events:none}
.fault{fill:var(--warn);fill-opacity:.14}
.plot .fault-label{fill:var(--warn);font-weight:650}
.readout{min-height:19px;overflow-wrap:anywhere}
.legend{display:flex;flex-wrap:wrap;gap:2px 14px;color:var(--quiet);font-size:12px}
.legend li{display:flex;gap:5px;align-items:center}
.legend svg{width:16px;height:12px}
@media (forced-colors:active){
.plot rect{stroke:CanvasText;fill:Canvas}
.plot .bar-used{fill:Highlight}
.plot .mark{stroke:CanvasText}
.chip::before{background:CanvasText}
}
`;
