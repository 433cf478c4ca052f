// The pages that are compared.

/** What a page supplies the SDK with: the hand-written line, the store, or the store after an early request. */
export type Supply = 'one-liner' | 'store' | 'early';

/** What is around it: nothing, or a React application. */
export type App = 'plain' | 'react';

export interface PageName {
  readonly app: App;
  readonly supply: Supply;
}

export const pageNames: readonly PageName[] = (['plain', 'react'] as const).flatMap((app) =>
  (['one-liner', 'store', 'early'] as const).map((supply) => ({ app, supply })),
);

/** As the path of the page's address. */
export function pathOf({ app, supply }: PageName): string {
  return `${app}-${supply}`;
}

/** The module in `page/`. The early request is in the page's head; the script is the same. */
export function moduleOf({ app, supply }: PageName): string {
  return `${app}-${supply === 'early' ? 'store' : supply}`;
}
