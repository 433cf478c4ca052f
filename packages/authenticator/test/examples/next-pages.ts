// pages/api/mydatahelps-token.ts
import type { IncomingMessage, ServerResponse } from 'node:http';
import { toNodeHandler, type NodeHandler } from '@mdh-tokens/authenticator/node';
import { getAuthenticator } from './next-authenticator';

let handler: NodeHandler | undefined;

export default function answer(request: IncomingMessage, response: ServerResponse) {
  handler ??= toNodeHandler(getAuthenticator());
  return handler(request, response);
}
