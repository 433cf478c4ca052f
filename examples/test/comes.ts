// Waiting that ends: a test that waits for ever says nothing.

/** How long a single thing may take, on a machine that is busy with much else. */
export const limitMs = 90_000;

/**
 * Waits for something that has no limit of its own.
 *
 * @param what begins the sentence of the error
 * @param saw what else the error tells
 */
export async function comes<T>(what: string, work: Promise<T>, saw = (): string => ''): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    const late = (): void => reject(new Error(`${what} did not come within ${limitMs / 1000} s. ${saw()}`));
    timer = setTimeout(late, limitMs);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
