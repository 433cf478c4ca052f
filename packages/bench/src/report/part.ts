// What a benchmark is to the command that runs it, and what it leaves in BENCHMARKS.md.

/** A picture that belongs to a section. */
export interface Plot {
  /** The file's name below `packages/bench/plots/`, with `.svg`. */
  readonly file: string;
  readonly svg: string;
}

/** What a part found. */
export interface Findings {
  /** Markdown below the heading: what was measured and how, a table, what it means. */
  readonly text: string;
  readonly plots?: readonly Plot[];
  /** Limits that were not kept, each as a sentence. The command prints them and ends with 1. */
  readonly broken: readonly string[];
}

/** One benchmark. */
export interface Part {
  /** Its name on the command line. */
  readonly name: string;
  /** The heading of its section, which a later run replaces. */
  readonly title: string;
  /** @param options with `isQuick` the part takes a share of two minutes: fewer rounds, the same table */
  run(options: { readonly isQuick: boolean }): Promise<Findings>;
}
