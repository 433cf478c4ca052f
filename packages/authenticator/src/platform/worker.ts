// What the exchange takes from Cloudflare Workers and runtimes like it.
export { createDefaultFetch, createDefaultTransport, createKeyedHash, findTransportProblems } from './web.js';

/** Never: what a request began ends with it, and whoever else waits for it waits in vain. */
export const sharesWork = (): boolean => false;
