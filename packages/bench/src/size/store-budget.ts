// How large the store may be.

/** Everything that `@mdh-tokens/store` exports, rxjs and mitt included: bytes, minified by esbuild, brotli. */
export const storeBudgetBytes = 16_490;
