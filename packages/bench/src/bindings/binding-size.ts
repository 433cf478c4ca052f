// How many bytes a binding adds to a page that has its framework and its framework-free library.
import { bundleSize } from '../size/bundle-size.js';
import type { Sizes } from '../size/sizes-of.js';
import type { BindingEntry } from './binding-entries.js';
import { withoutImports } from './without-imports.js';

/** With all their entries. */
const frameworks = {
  React: /^react(-dom)?(\/|$)/,
  Vue: /^(vue|@vue\/devtools-api)(\/|$)/,
  Svelte: /^svelte(\/|$)/,
  Angular: /^(@angular\/|rxjs(\/|$))/,
} as const;

export function bindingSize({ framework, packageName, imported, core }: BindingEntry): Promise<Sizes> {
  const names = imported[0] === '*' ? '*' : `{ ${imported.join(', ')} }`;
  // Another entry of the library counts: a page loads it for the binding alone.
  const isOutside = (path: string): boolean => path === core || frameworks[framework].test(path);
  return bundleSize(`export ${names} from '${packageName}'`, [withoutImports(isOutside)]);
}
