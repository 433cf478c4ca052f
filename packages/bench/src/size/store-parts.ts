// What the store is made of, as far as it can be left out: files of its build, one part after another.

export interface StorePart {
  readonly name: string;
  /** Its files, by their paths. */
  readonly files: RegExp;
}

export const storeParts: readonly StorePart[] = [
  {
    name: 'tabs that share (what is not loaded later)',
    files: /store\/dist\/(engine\/tabs|core\/(peers|turn))/,
  },
  { name: "the SDK's supply", files: /store\/dist\/sdk\// },
  {
    name: '`store.fetch`',
    files: /store\/dist\/(store\/token-fetch|engine\/(send-with-recovery|may-replay))/,
  },
  {
    name: 'options, the call to the authenticator, and reading its answer',
    files:
      /store\/dist\/(store\/options|sources\/(secure-url|http-call|function-call|first-answer|read-answer))|contract\/dist\/(token|retry|refresh)-/,
  },
  { name: 'rxjs (Observable)', files: /rxjs\/dist\/esm5\/internal\/Observable\.js$/ },
];
