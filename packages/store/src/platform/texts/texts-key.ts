// Where a production build looks for its sentences: `@mdh-tokens/store/texts` puts them there.

export const textsKey: unique symbol = Symbol.for('@mdh-tokens/store:texts');

/** The global object, as far as it may hold the sentences. */
export type TextsHolder = { [textsKey]?: typeof import('../../core/texts.js') };
