// The handlers that are compared. Each is made for the URL of the identity server.
import { generateKeyPairSync } from 'node:crypto';
import { createAuthenticator, createTokenExchange } from '@mdh-tokens/authenticator';
import { toNodeHandler } from '@mdh-tokens/authenticator/node';
import { Agent, request } from 'undici';

const participants = Array.from({ length: 10_000 }, (_, index) => ({
  id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
}));

const answer = '{"access_token":"00000000000000000000000000000000","expires_in":3600,"token_type":"Bearer"}';

/** node:http alone. */
function noop() {
  return (incoming, outgoing) => {
    incoming.resume();
    incoming.on('end', () => outgoing.writeHead(200, { 'content-type': 'application/json' }).end(answer));
  };
}

/** The handler to compare with: one upstream call with undici, and nothing else. */
function bareUndici(baseUrl) {
  const dispatcher = new Agent({ connections: 64 });
  const url = `${baseUrl}identityserver/connect/token`;
  const form = new URLSearchParams({
    grant_type: 'delegated_participant',
    scope: 'api',
    participant_id: participants[0].id,
    client_id: 'MyDataHelps.DelegatedParticipant',
    client_secret: 'secret',
    token: '0'.repeat(32),
  }).toString();
  return (incoming, outgoing) => {
    incoming.resume();
    incoming.on('end', async () => {
      const { statusCode, body } = await request(url, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: form,
        dispatcher,
      });
      const token = await body.json();
      outgoing.writeHead(statusCode, { 'content-type': 'application/json', 'cache-control': 'no-store' });
      outgoing.end(JSON.stringify(token));
    });
  };
}

/** Ours with every default protection on. The session is the caller's turn: 10,000 participants one after another. */
function ours(baseUrl, options) {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const exchange = createTokenExchange({
    serviceAccount: 'MyDataHelps.Bench',
    privateKey,
    baseUrl,
    ...options,
  });
  let turn = 0;
  return toNodeHandler(
    createAuthenticator({ exchange, participant: () => participants[turn++ % participants.length] }),
  );
}

export const variants = {
  noop,
  'bare undici': bareUndici,
  'cache off': (baseUrl) => ours(baseUrl, { cache: false }),
  'cache on': (baseUrl) => ours(baseUrl, {}),
};
