// express.ts
import { toNodeHandler } from '@mdh-tokens/authenticator/node';
import express from 'express';
import { authenticator } from './authenticator.js';

export const app = express();
app.use(express.json());
app.all('/api/mydatahelps-token', toNodeHandler(authenticator));
