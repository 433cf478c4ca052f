// The app's server: pages and scripts, a strict content security policy, and the endpoint for tokens.
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { basename, extname, join } from 'node:path';
import { createAuthenticator, createTokenExchange } from '@mdh-tokens/authenticator';
import { toNodeHandler } from '@mdh-tokens/authenticator/node';
import { createEmulator } from '@mdh-tokens/emulator';
import { readIntegrity, readScripts } from './files.mjs';

const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8' };

/** Starts the app on loopback, and a local MyDataHelps beside it. `folder` has the pages. */
export async function startPlainPage({ port = 0, folder = join(import.meta.dirname, 'public') } = {}) {
  const emulator = createEmulator();
  await emulator.listen();
  const scripts = await readScripts();
  const integrity = await readIntegrity(scripts);
  const mydatahelps = new URL('/', emulator.url).href;
  const answerToken = toNodeHandler(tokenEndpoint(emulator));

  async function answerFile(url, response) {
    const name = basename(url.pathname) || 'index.html';
    const nonce = randomBytes(16).toString('base64');
    const text = scripts.get(name) ?? (await readFile(join(folder, name), 'utf8'));
    const connect = `connect-src 'self' ${new URL(mydatahelps).origin}`;
    const policy = `default-src 'none'; script-src 'self' 'nonce-${nonce}'; ${connect}; require-trusted-types-for 'script'`;
    response.writeHead(200, { 'Content-Type': types[extname(name)], 'Content-Security-Policy': policy });
    response.end(extname(name) === '.html' ? fillIn(text, { nonce, mydatahelps, integrity }) : text);
  }

  const server = createServer((request, response) => {
    const url = new URL(request.url, 'http://localhost');
    if (url.pathname === '/api/mydatahelps-token') answerToken(request, response);
    else answerFile(url, response).catch(() => response.writeHead(404).end());
  });
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://localhost:${server.address().port}/`,
    emulator,
    async close() {
      server.closeAllConnections();
      await Promise.all([new Promise((resolve) => server.close(resolve)), emulator.close()]);
    },
  };
}

function tokenEndpoint(emulator) {
  const { serviceAccount, privateKey, projectId, url } = emulator;
  const exchange = createTokenExchange({ serviceAccount, privateKey, projectId, baseUrl: url });
  // An app reads its own session here, and says `null` when nobody is signed in.
  const participant = async () => ({ id: emulator.participants[0].id });
  return createAuthenticator({ exchange, participant });
}

function fillIn(page, { nonce, mydatahelps, integrity }) {
  return page
    .replaceAll('{{nonce}}', nonce)
    .replaceAll('{{mydatahelps}}', mydatahelps)
    .replaceAll(/\{\{integrity ([\w.-]+)\}\}/g, (_, file) => integrity[file]);
}
