// Where the error of somebody else's code goes, so that it is seen and harms nobody.

/** Reports an error as if it had been thrown and not caught. */
export function reportUncaught(error: unknown): void {
  if (typeof reportError === 'function') reportError(error);
  else
    setTimeout(() => {
      throw error;
    });
}
