// What is left of a Web-standard body that nobody wants.

const longestMs = 500;

const mostBytes = 64 * 1024;

/**
 * Reads the rest of a refused body: workerd closes a connection on which something is left unread, and the next request
 * of a proxy in between goes down with it. Whoever sends on for long, or much, is left alone. Never rejects.
 */
export async function discardRest({ body }: Request): Promise<void> {
  if (body === null || body === undefined || body.locked) return;
  const reader = body.getReader();
  const giveUp = (): void => void reader.cancel().catch(callerHasGone);
  const timer = setTimeout(giveUp, longestMs);
  try {
    let size = 0;
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      size += part.value.byteLength;
      if (size > mostBytes) giveUp();
    }
  } catch {
    callerHasGone();
  } finally {
    clearTimeout(timer);
  }
}

/** Nobody is there to whom it matters. */
function callerHasGone(): void {}
