// Where the error of somebody else's code goes, so that it is seen and harms nobody.

/** Runs somebody else's code; what it throws is reported, and harms nobody. */
export function reporting(run: () => void): void {
  try {
    run();
  } catch (error) {
    reportUncaught(error);
  }
}

/** Reports an error as if it had been thrown and not caught. */
export function reportUncaught(error: unknown): void {
  if (typeof reportError === 'function') reportError(error);
  else
    setTimeout(() => {
      throw error;
    });
}
