/** A bug: exports of production modules, by their names below `src`, and what stands in their place. */
export interface SeededBug {
  readonly name: string;
  /** By module, then by export, or by `Class.method`: a value, or a function that makes the bug of the original. */
  readonly replaced: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Bugs of the core, the engine and the callers. */
export const seededBugs: readonly (SeededBug & { readonly seed: number })[];
/** Bugs that show only where several tabs share. */
export const seededTabBugs: readonly SeededBug[];
