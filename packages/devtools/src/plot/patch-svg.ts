// Renews an SVG drawing in place: elements stay as long as their key is drawn, and only what differs is set.

/** One element of a drawing. */
export interface Shape {
  /** Unique in its drawing. */
  readonly key: string;
  /** Of the entry that it shows, for pointers. */
  readonly id?: number;
  readonly name: 'rect' | 'line' | 'text' | 'path';
  readonly class: string;
  readonly at: Readonly<Record<string, number | string>>;
  readonly text?: string;
}

/** @returns renews the drawing inside `parent` */
export function createSvgPatch(parent: SVGElement): (shapes: readonly Shape[]) => void {
  const drawn = new Map<string, SVGElement>();
  return (shapes) => {
    // First away with what is over: what stays is then in its place already, and does not move.
    const keys = new Set(shapes.map(({ key }) => key));
    for (const [key, node] of drawn) {
      if (keys.has(key)) continue;
      node.remove();
      drawn.delete(key);
    }
    let place = parent.firstElementChild;
    for (const shape of shapes) {
      const node = drawn.get(shape.key) ?? parent.ownerDocument.createElementNS(svgNamespace, shape.name);
      drawn.set(shape.key, node);
      update(node, shape);
      if (place === node) place = node.nextElementSibling;
      else parent.insertBefore(node, place);
    }
  };
}

export const svgNamespace = 'http://www.w3.org/2000/svg';

function update(node: SVGElement, shape: Shape): void {
  set(node, 'class', shape.class);
  if (shape.id !== undefined) set(node, 'data-id', shape.id);
  for (const name in shape.at) set(node, name, shape.at[name] ?? '');
  if (shape.text !== undefined && node.textContent !== shape.text) node.textContent = shape.text;
}

function set(node: Element, name: string, value: number | string): void {
  const text = String(value);
  if (node.getAttribute(name) !== text) node.setAttribute(name, text);
}
