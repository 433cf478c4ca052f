// Which requests may be sent again after a 401.

/**
 * A 401 means that the request was not applied, so writes may be repeated as well. Only under `custom/` does the
 * project define what a request means: there nothing but GET is repeated.
 *
 * @param path the whole path, or the endpoint that the SDK was given
 */
export function mayReplay(path: string, method: string): boolean {
  return method.toUpperCase() === 'GET' || !isCustom(path);
}

/** As it is sent, and as a server may read it that decodes once or more: `%63ustom`, `%2563ustom`, `custom%2F`. */
function isCustom(path: string): boolean {
  for (let text = path, steps = 0; steps < 5; steps++) {
    if (/(^|[/\\])custom[/\\]/i.test(text)) return true;
    const decoded = text.replace(/%([\da-f]{2})/gi, (_whole, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
    if (decoded === text) return false;
    text = decoded;
  }
  // Decoded five times and still not plain: nobody sends that in good faith.
  return true;
}
