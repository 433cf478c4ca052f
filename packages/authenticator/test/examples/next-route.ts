// app/api/mydatahelps-token/route.ts
import { getAuthenticator } from './next-authenticator';

export const POST = (request: Request) => getAuthenticator().fetch(request);
export const OPTIONS = POST;
