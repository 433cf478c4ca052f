// What the exchange takes from Deno.
import { decodeContent } from './content-decoding.js';
import { createFetchTransport } from './fetch-transport.js';
import type { Transport } from './transport.js';

export { createDefaultFetch, createKeyedHash, findTransportProblems, sharesWork } from './web.js';

/** Deno undoes no compression where a request says which it wants, be it none. */
export const createDefaultTransport: () => Transport = () =>
  createFetchTransport({
    decode: (bytes, contentEncoding) => decodeContent(Buffer.from(bytes), contentEncoding),
  });
