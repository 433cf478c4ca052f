// Walks a syntax tree, and knows the way from its root.
import type { Node } from 'acorn';

export interface Step {
  readonly node: Node;
  /** The name of the field of the step before that holds this node. */
  readonly field: string;
}

/** Calls `visit` with the way to each node, the node itself last. */
export function walk(root: Node, visit: (way: readonly Step[]) => void): void {
  const descend = (way: readonly Step[]): void => {
    visit(way);
    for (const [field, value] of Object.entries(way.at(-1)!.node)) {
      for (const child of [value as unknown].flat()) {
        if (isNode(child)) descend([...way, { node: child, field }]);
      }
    }
  };
  descend([{ node: root, field: '' }]);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
