// Which requests may be sent again after a 401.

/**
 * A 401 means that the request was not applied, so that writes may be repeated as well. Only under `custom/` does the
 * project define what a request means: there nothing but GET is repeated.
 *
 * @param endpoint the path below `delegated/`
 */
export function mayReplay(endpoint: string, method: string): boolean {
  return method.toUpperCase() === 'GET' || !/^\/*custom\//i.test(endpoint);
}
