// As the README has it, for the server: compiled against the installed packages by every compiler.
import { createServer } from 'node:http';
import { createAuthenticator, createTokenExchange } from '@mdh-tokens/authenticator';
import { toNodeHandler } from '@mdh-tokens/authenticator/node';

const exchange = createTokenExchange({ serviceAccount: 'MyDataHelps.1', privateKey: '…', projectId: '…' });
const authenticator = createAuthenticator({
  exchange,
  participant: async (request) => (request.headers.has('cookie') ? { identifier: 'participant-1' } : null),
});

createServer(toNodeHandler(authenticator));
export const answer = (request: Request): Promise<Response> => Promise.resolve(authenticator.fetch(request));

// @ts-expect-error A service account is a name: declarations that have turned into `any` accept a number.
createTokenExchange({ serviceAccount: 1, privateKey: '…' });
