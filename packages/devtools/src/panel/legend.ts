// What the forms and colours of the plot mean.
import { createElement, createShape } from '../dom/create-element.js';
import { forms } from '../plot/draw-plot.js';
import type { MarkKind } from '../recording/timeline.js';

const bars: Readonly<Record<string, string>> = {
  used: 'token in use',
  ahead: 'life left',
  spare: 'replaced in time',
  ended: 'not valid',
};

const marks: readonly [kind: MarkKind, label: string][] = [
  ['ok', 'answered at once'],
  ['waited', 'waited for a token'],
  ['replayed', 'sent again after a 401'],
  ['failed', 'failed'],
  ['open', 'on its way, or not needed any more'],
  ['moment', 'wake, clock, tabs'],
];

export function createLegend(): HTMLElement {
  const items = [
    ...Object.entries(bars).map(([kind, label]) =>
      item(label, createShape('rect', { class: `bar-${kind}`, x: 1, y: 2, width: 14, height: 8 })),
    ),
    ...marks.map(([kind, label]) =>
      item(label, createShape('path', { class: `mark mark-${kind}`, d: `M8 6${forms[kind]}` })),
    ),
  ];
  items.push(item('planned refresh', createShape('path', { class: 'planned', d: 'M8 0v12' })));
  const list = createElement('ul', { class: 'row quiet' }, ...items);
  return createElement('details', {}, createElement('summary', {}, 'Legend'), list);
}

function item(label: string, shape: SVGElement): HTMLElement {
  return createElement(
    'li',
    {},
    createShape('svg', { 'aria-hidden': true, width: 16, height: 12 }, shape),
    ' ',
    label,
  );
}
