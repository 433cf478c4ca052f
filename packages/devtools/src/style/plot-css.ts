// The style of the plot. Where colours are forced, outlines and forms remain.
export const plotCss: string = `
.plot{min-width:0}
.plot svg{display:block;width:100%;font-size:11px}
text{fill:var(--color-text-quiet)}
text,.axis,.now,.planned,.refreshed,.cursor{pointer-events:none}
.tick{text-anchor:middle}
.tick-now,.on-ahead,.on-spare,.on-ended{fill:var(--color-text)}
.tick-now,.bar-label,.fault-label{font-weight:600}
.axis,.now,.refreshed{stroke:var(--color-text)}
.planned{stroke:var(--color-accent);stroke-dasharray:2 4}
.refreshed{stroke-width:2}
.bar-used{fill:var(--color-accent)}
.bar-ahead{fill:var(--color-token-life)}
.bar-spare{fill:var(--color-token-over)}
.bar-ended{fill:var(--color-fail-soft);stroke:var(--color-fail);stroke-dasharray:3 3}
.on-used{fill:var(--color-on-accent)}
.mark{fill:var(--color-ok);stroke:var(--color-ok);stroke-width:2}
.mark-waited{fill:var(--color-card);stroke:var(--color-accent)}
.mark-replayed{fill:var(--color-accent);stroke:var(--color-accent)}
.mark-failed{fill:none;stroke:var(--color-fail)}
.mark-open,.mark-needless{stroke:var(--color-warn)}
.mark-moment{fill:var(--color-text-quiet);stroke:none}
.cursor{fill:none;stroke:var(--color-text);stroke-width:2}
.fault{fill:var(--color-warn);fill-opacity:.14}
.fault-label{fill:var(--color-warn)}
@media (forced-colors:active){
rect{stroke:CanvasText;fill:Canvas}
.bar-used{fill:Highlight}
.mark{stroke:CanvasText}
.status::before,.toggle::before{background:CanvasText}
}
`;
