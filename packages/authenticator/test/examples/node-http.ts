// node-http.ts
import { createServer } from 'node:http';
import { toNodeHandler } from '@mdh-tokens/authenticator/node';
import { authenticator } from './authenticator.js';

export const server = createServer(toNodeHandler(authenticator));
