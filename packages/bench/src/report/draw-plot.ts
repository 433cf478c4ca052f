// Pictures for BENCHMARKS.md, drawn by Vega-Lite without a browser.
import { parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';

/** Draws a specification as SVG, on white, so that it can be read in a light and in a dark theme. */
export async function drawPlot(spec: TopLevelSpec): Promise<string> {
  const { spec: compiled } = compile({ background: 'white', padding: 12, ...spec });
  const view = new View(parse(compiled), { renderer: 'none' });
  const svg = await view.toSVG();
  view.finalize();
  return svg;
}
