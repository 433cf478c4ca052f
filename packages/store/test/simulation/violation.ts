// What the simulation throws when the store breaks a promise.

export class Violation extends Error {
  override readonly name: string = 'Violation';
  /** Which promise. */
  readonly invariant: string;

  constructor(invariant: string, found: string) {
    super(`${invariant}: ${found}`);
    this.invariant = invariant;
  }
}

/** Throws unless the promise is kept. The text is made only when it is needed: this runs millions of times. */
export function demand(isKept: boolean, invariant: string, found: () => string): asserts isKept {
  if (!isKept) throw new Violation(invariant, found());
}
