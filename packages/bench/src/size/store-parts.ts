// What the store is made of, as far as it can be left out: files of its build, one part after another.

export interface StorePart {
  readonly name: string;
  /** Its files, by their paths. */
  readonly files: RegExp;
}

export const storeParts: readonly StorePart[] = [
  { name: 'tabs that share', files: /store\/dist\/(tabs\/|platform\/(tab-|digest)|core\/(peers|turn))/ },
  { name: "the SDK's supply", files: /store\/dist\/(sdk\/|platform\/(page-host|window-messages))/ },
  { name: '`store.fetch`', files: /store\/dist\/(token-fetch|recover-from-401|replay)/ },
  {
    name: 'options, the call to the authenticator, and reading its answer',
    files:
      /store\/dist\/(options|secure-url|platform\/authenticator-request|read-answer)|contract\/dist\/(token|retry|refresh)-/,
  },
  { name: 'rxjs (Observable)', files: /rxjs\/dist\/esm5\/internal\/Observable\.js$/ },
];
