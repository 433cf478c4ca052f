// From a name to the handler.
import type { RequestListener } from 'node:http';
import { createAuthenticatorHandler } from './authenticator-handler.js';
import { createBareFetch } from './bare-fetch.js';
import { createBareUndici } from './bare-undici.js';
import type { HandlerSpec } from './handler-spec.js';
import { createNaive } from './naive.js';

/** @param baseUrl where the identity server is, with a slash at its end */
export function createHandler(baseUrl: string, spec: HandlerSpec): RequestListener {
  switch (spec.name) {
    case 'bare undici':
      return createBareUndici(baseUrl);
    case 'bare fetch':
      return createBareFetch(baseUrl);
    case 'naive':
      return createNaive(baseUrl);
    case 'cache off':
    case 'cache on':
      return createAuthenticatorHandler(baseUrl, spec);
  }
}
