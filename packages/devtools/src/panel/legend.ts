// What the forms and colours of the plot mean.
import { createElement } from '../dom/create-element.js';
import { forms } from '../plot/draw-plot.js';
import { svgNamespace } from '../plot/patch-svg.js';

const bars = [
  ['bar-used', 'token in use'],
  ['bar-ahead', 'life left'],
  ['bar-spare', 'replaced in time'],
  ['bar-ended', 'not valid'],
] as const;

const marks = [
  ['ok', 'answered at once'],
  ['waited', 'waited for a token'],
  ['replayed', 'sent again after a 401'],
  ['failed', 'failed'],
  ['moment', 'wake, clock, tabs'],
] as const;

export function createLegend(): HTMLElement {
  const items = [
    ...bars.map(([name, label]) => item(label, 'rect', { class: name, x: 1, y: 2, width: 14, height: 8 })),
    ...marks.map(([kind, label]) =>
      item(label, 'path', { class: `mark mark-${kind}`, d: `M8 6${forms[kind]}` }),
    ),
  ];
  return createElement(
    'details',
    {},
    createElement('summary', {}, 'Legend'),
    createElement('ul', { class: 'legend' }, ...items),
  );
}

function item(
  label: string,
  name: 'rect' | 'path',
  attributes: Record<string, string | number>,
): HTMLElement {
  const svg = document.createElementNS(svgNamespace, 'svg');
  const shape = document.createElementNS(svgNamespace, name);
  for (const [key, value] of Object.entries(attributes)) shape.setAttribute(key, String(value));
  svg.setAttribute('aria-hidden', 'true');
  svg.append(shape);
  return createElement('li', {}, svg, label);
}
