// hono.ts
import { Hono } from 'hono';
import { authenticator } from './authenticator.js';

export const app = new Hono();
app.route('/api/mydatahelps-token', authenticator);
