// hono.ts
import { Hono } from 'hono';
import { authenticator } from './authenticator.js';

export const app = new Hono();
app.all('/api/mydatahelps-token', (context) => authenticator.fetch(context.req.raw));
