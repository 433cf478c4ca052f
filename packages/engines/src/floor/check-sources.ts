// Holds built files against the browser floor: their syntax, and the APIs that they use without asking first.
import { parse, type ecmaVersion, type Node } from 'acorn';
import { isAskedIn, isGuarded } from './guards.js';
import type { NewerApis } from './newer-apis.js';
import { walk, type Step } from './walk.js';

export interface Source {
  readonly file: string;
  readonly code: string;
  /** What `code` declares for TypeScript. */
  readonly declarations?: string;
}

export interface SourceRules {
  readonly ecmaVersion: ecmaVersion;
  readonly sourceType: 'module' | 'script';
  readonly apis: NewerApis;
}

/** What is newer than the floor, each as `file:line: what`. The sources are looked at together. */
export function checkSources(sources: readonly Source[], rules: SourceRules): string[] {
  const faults: string[] = [];
  const trees: [string, Node][] = [];
  for (const { file, code } of sources) {
    try {
      const tree = parse(code, {
        ecmaVersion: rules.ecmaVersion,
        sourceType: rules.sourceType,
        locations: true,
      });
      trees.push([file, tree]);
    } catch (error) {
      faults.push(`${file}: ${(error as Error).message}: no syntax of ES${rules.ecmaVersion}`);
    }
  }
  const own = ownNames(
    trees.map(([, tree]) => tree),
    sources.map(({ declarations = '' }) => declarations),
  );
  for (const [file, tree] of trees) {
    walk(tree, (way) => {
      const { node } = way.at(-1)!;
      const what = newerSyntax(node) ?? newerApi(way, rules.apis, own);
      if (what !== null) faults.push(`${file}:${node.loc!.start.line}: ${what}`);
    });
  }
  return faults;
}

/** Newer than Safari 15.4 (16.4), though of ES2022 and ES2018. */
function newerSyntax(node: Node): string | null {
  const { type, regex } = node as Node & { regex?: { pattern: string; flags: string } };
  if (type === 'StaticBlock') return 'static block of a class';
  if (regex !== undefined && /\(\?<[=!]/.test(regex.pattern)) return 'look-behind in a regular expression';
  return null;
}

interface OwnNames {
  /** What the sources declare: these hide globals. */
  readonly variables: ReadonlySet<string>;
  /** What the sources, and their declarations, give their own objects: a member of this name may be theirs. */
  readonly members: ReadonlySet<string>;
}

/** Where the browser keeps what a page calls without a class. */
const instances: Readonly<Record<string, string>> = {
  window: 'Window',
  self: 'Window',
  globalThis: 'Window',
  document: 'Document',
  navigator: 'Navigator',
  location: 'Location',
  history: 'History',
  performance: 'Performance',
  crypto: 'Crypto',
};

function newerApi(way: readonly Step[], apis: NewerApis, own: OwnNames): string | null {
  const { node } = way.at(-1)!;
  if (node.type === 'Identifier') {
    const { name } = node as Node & { name: string };
    const isNewer = apis.globals.has(name) || apis.statics.has(`Window.${name}`);
    return isNewer && isVariable(way) && !own.variables.has(name) && !isGuarded(name, way) ? name : null;
  }
  const use = memberOf(way);
  const what = use === null ? null : newerMember(use, apis, own);
  if (use === null || what === null) return null;
  // Taken into a variable it is `undefined` where there is nothing, and is asked for later.
  const isAsked = use.variable === null ? isGuarded(use.name, way) : isAskedIn(way[0]!.node, use.variable);
  return isAsked ? null : what;
}

/** Not the name of a member or of a label. */
function isVariable(way: readonly Step[]): boolean {
  const isName = ['property', 'key', 'label'].includes(way.at(-1)!.field);
  return !isName || (way.at(-2)!.node as Node & { computed?: boolean }).computed === true;
}

function newerMember({ owner, name }: MemberUse, apis: NewerApis, own: OwnNames): string | null {
  if (owner !== null && apis.statics.has(`${instances[owner] ?? owner}.${name}`)) return `${owner}.${name}`;
  return apis.members.has(name) && !own.members.has(name) ? name : null;
}

interface MemberUse {
  readonly owner: string | null;
  readonly name: string;
  /** What it is taken into. */
  readonly variable: string | null;
}

type AnyNode = Node & Record<string, (Node & { name?: string }) | undefined>;

/** `owner.name`, or `name` taken out of something by a pattern. */
function memberOf(way: readonly Step[]): MemberUse | null {
  const node = way.at(-1)!.node as AnyNode;
  const parent = way.at(-2)?.node as AnyNode | undefined;
  if (node['computed'] as unknown as boolean) return null;
  if (node.type === 'MemberExpression' && node['property']!.type === 'Identifier') {
    const variable = parent?.type === 'VariableDeclarator' ? (parent['id']!.name ?? null) : null;
    return { owner: node['object']!.name ?? null, name: node['property']!.name!, variable };
  }
  if (node.type === 'Property' && parent?.type === 'ObjectPattern' && node['key']!.type === 'Identifier') {
    const declarator = way.at(-3)!.node as AnyNode;
    const owner = declarator['init']?.name ?? null;
    return { owner, name: node['key']!.name!, variable: node['value']!.name ?? null };
  }
  return null;
}

function ownNames(trees: readonly Node[], declarations: readonly string[]): OwnNames {
  const variables = new Set<string>();
  const members = new Set(
    declarations.flatMap((text) =>
      [...text.matchAll(/^\s+(?:readonly )?(\w+)\??[:(<]/gm)].map(([, name]) => name!),
    ),
  );
  for (const tree of trees) {
    walk(tree, (way) => {
      const { node, field } = way.at(-1)!;
      const { name } = node as Node & { name?: string };
      if (node.type !== 'Identifier' || name === undefined) return;
      const parent = way.at(-2)!.node;
      if (isDeclared(parent, field, way)) variables.add(name);
      if (isGiven(parent, field, way)) members.add(name);
    });
  }
  return { variables, members };
}

/** By an import, a declaration, a parameter, or a pattern in one of these. */
function isDeclared(parent: Node, field: string, way: readonly Step[]): boolean {
  switch (parent.type) {
    case 'ImportSpecifier':
    case 'ImportDefaultSpecifier':
    case 'ImportNamespaceSpecifier':
      return field === 'local';
    case 'VariableDeclarator':
    case 'ClassDeclaration':
      return field === 'id';
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return field === 'id' || field === 'params';
    case 'Property':
      return field === 'value' && way.at(-3)!.node.type === 'ObjectPattern';
    default:
      return (
        ['ArrayPattern', 'AssignmentPattern', 'RestElement', 'CatchClause'].includes(parent.type) &&
        field !== 'right'
      );
  }
}

function isGiven(parent: Node, field: string, way: readonly Step[]): boolean {
  if (field === 'key') return way.at(-3)!.node.type !== 'ObjectPattern';
  const grandparent = way.at(-3)?.node;
  return (
    parent.type === 'MemberExpression' &&
    field === 'property' &&
    grandparent?.type === 'AssignmentExpression' &&
    way.at(-2)!.field === 'left'
  );
}
