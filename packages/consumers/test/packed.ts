// A package of the workspace, and the tarball that was made of it.

export interface Packed {
  name: string;
  /** In the checkout. */
  folder: string;
  /** The tarball. */
  file: string;
  manifest: Manifest;
}

export interface Manifest {
  name: string;
  version: string;
  main?: string;
  types?: string;
  unpkg?: string;
  jsdelivr?: string;
  bin?: string | Record<string, string>;
  typesVersions?: Record<string, Record<string, string[]>>;
  sideEffects?: boolean | string[];
  exports?: Record<string, Target>;
  imports?: Record<string, Target>;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
}

export type Target = string | { readonly [condition: string]: Target };

/** The files that a target names, under whichever condition. */
export function filesOf(target: Target): string[] {
  return typeof target === 'string' ? [target] : Object.values(target).flatMap(filesOf);
}
