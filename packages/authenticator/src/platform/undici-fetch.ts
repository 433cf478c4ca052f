// `fetch` on Node, for callers that want one: Node's own knows nothing of proxies.
import { fetch as undiciFetch } from 'undici';
import { createDispatcher } from './undici-dispatcher.js';

/** A `fetch` that goes the way of the calls to MyDataHelps. */
export function createUndiciFetch(): typeof fetch {
  const dispatcher = createDispatcher({ keepAlive: true });
  // The same classes under two names: Node's types are those of the undici inside it.
  const proxied = undiciFetch as unknown as (input: unknown, init: object) => Promise<Response>;
  return (input, init) => proxied(input, { ...init, dispatcher });
}
