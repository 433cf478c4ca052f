// Which requests may be sent again after a 401.

/**
 * A 401 means that the request was not applied, so that writes may be repeated as well. Only under `custom/` does the
 * project define what a request means: there nothing but GET is repeated.
 *
 * @param path whole, or what the SDK is told of it
 */
export function mayReplay(path: string, method: string): boolean {
  return method.toUpperCase() === 'GET' || !/(^|\/)custom\//i.test(decoded(path));
}

/** A server may read `%63ustom` as `custom`. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
