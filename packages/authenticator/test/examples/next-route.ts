// app/api/token/route.ts
import { authenticator } from './authenticator.js';

export const dynamic = 'force-dynamic';
export const POST = (request: Request) => authenticator.fetch(request);
export const OPTIONS = POST;
