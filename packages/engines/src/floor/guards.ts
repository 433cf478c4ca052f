// Whether code asks for an API before it uses it.
import type { Node } from 'acorn';
import { walk, type Step } from './walk.js';

/**
 * Whether the use at the end of `way` does no harm where the API is missing: the code only asks whether it is there, has
 * something else for that case, or has asked before.
 */
export function isGuarded(name: string, way: readonly Step[]): boolean {
  return isQuestion(way) || way.some((step, n) => n > 0 && asksBefore(name, way[n - 1]!.node, step));
}

/** Whether a variable of this name is asked for anywhere in the tree. */
export function isAskedIn(root: Node, name: string | undefined): boolean {
  let isAsked = false;
  walk(root, (way) => {
    const { node } = way.at(-1)!;
    if (node.type === 'Identifier' && (node as Node & { name: string }).name === name && isQuestion(way)) {
      isAsked = true;
    }
  });
  return isAsked;
}

/** A comparison, a condition, `typeof`, `in`, or `?.` and `??` right behind it. */
function isQuestion(way: readonly Step[]): boolean {
  const { node, field } = way.at(-1)!;
  const parent: (Node & { optional?: boolean; operator?: string }) | undefined = way.at(-2)?.node;
  switch (parent?.type) {
    case 'UnaryExpression':
      return parent.operator === 'typeof' || parent.operator === '!';
    case 'BinaryExpression':
      return ['===', '!==', '==', '!=', 'in'].includes(parent.operator!);
    case 'LogicalExpression':
      return field === 'left';
    case 'IfStatement':
    case 'ConditionalExpression':
      return field === 'test';
    case 'CallExpression':
      return field === 'callee' && parent.optional === true;
    case 'MemberExpression':
      return field === 'object' && parent.optional === true;
    case 'ChainExpression':
      return isQuestion([...way.slice(0, -2), { node, field: way.at(-2)!.field }]);
    default:
      return false;
  }
}

/** Whether `parent` asks for the API in its condition and has `step` behind that, or leaves before `step` is reached. */
function asksBefore(name: string, parent: Node, step: Step): boolean {
  switch (parent.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
      return step.field !== 'test' && mentions(name, (parent as unknown as { test: Node }).test);
    case 'LogicalExpression':
      return step.field === 'right' && mentions(name, (parent as unknown as { left: Node }).left);
    case 'BlockStatement': {
      const { body } = parent as unknown as { body: Node[] };
      return body.slice(0, body.indexOf(step.node)).some((before) => isExit(name, before));
    }
    default:
      return false;
  }
}

function isExit(name: string, statement: Node): boolean {
  if (statement.type !== 'IfStatement') return false;
  const { test, consequent } = statement as unknown as { test: Node; consequent: Node };
  const last =
    consequent.type === 'BlockStatement'
      ? (consequent as unknown as { body: Node[] }).body.at(-1)
      : consequent;
  return mentions(name, test) && ['ReturnStatement', 'ThrowStatement'].includes(last?.type ?? '');
}

function mentions(name: string, root: Node): boolean {
  let isMentioned = false;
  walk(root, (way) => {
    const { name: identifier, value } = way.at(-1)!.node as Node & { name?: unknown; value?: unknown };
    if (identifier === name || value === name) isMentioned = true;
  });
  return isMentioned;
}
