// What the tests use of Babel, which brings no types.
declare module '@babel/core' {
  export function transformSync(
    code: string,
    options: { filename: string; configFile: false; plugins: unknown[] },
  ): unknown;
}
