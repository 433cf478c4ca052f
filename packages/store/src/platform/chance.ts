// Chance, for jitter.

/** Uniform in [0, 1). */
export function draw(): number {
  return Math.random();
}
