// Walks a syntax tree, and knows the way from its root.
import type { Node } from 'acorn';

export interface Step {
  readonly node: Node;
  /** The name of the field of the step before that holds this node. */
  readonly field: string;
}

/** Calls `visit` with the way to each node, the node itself last. The way is the walker's own, and goes on changing. */
export function walk(root: Node, visit: (way: readonly Step[]) => void): void {
  const way: Step[] = [];
  const descend = (node: Node, field: string): void => {
    way.push({ node, field });
    visit(way);
    for (const [name, value] of Object.entries(node)) {
      if (Array.isArray(value)) for (const child of value) descendInto(child, name);
      else descendInto(value, name);
    }
    way.pop();
  };
  const descendInto = (child: unknown, field: string): void => {
    if (isNode(child)) descend(child, field);
  };
  descend(root, '');
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
