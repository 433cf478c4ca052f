// An identity server in trouble: it restarts, resets connections that were idle, and answers at random.
import { createServer } from 'node:http';

/** What it does with requests that it does not answer properly. */
const randomAnswers = [
  (response) => response.writeHead(500).end('oops'),
  (response) => response.writeHead(503, { 'retry-after': '1' }).end('{}'),
  (response) => response.writeHead(429, { 'retry-after': '1' }).end('{}'),
  (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Maintenance</h1>'),
  (response) => response.writeHead(200).end('{"access_token":"cut'),
  (response) =>
    response.writeHead(400, { 'content-type': 'application/json' }).end('{"error":"invalid_request"}'),
  (response) => response.socket.resetAndDestroy(),
];

/** Starts it. `mode` is 'calm', 'resets' or 'random'; tokens name their participants. */
export async function startTroubledIdentityServer(chance) {
  const used = new WeakSet();
  const identity = { mode: 'calm', resets: 0, issued: 0, url: '', restart, close };
  let server = create();
  await listen(0);
  const { port } = server.address();
  identity.url = `http://127.0.0.1:${port}/`;

  function create() {
    return createServer((incoming, response) => {
      let form = '';
      incoming.setEncoding('latin1').on('data', (text) => (form += text));
      incoming.on('end', () => {
        const isReused = used.has(incoming.socket);
        used.add(incoming.socket);
        if (identity.mode === 'resets' && isReused && chance() < 0.5) {
          identity.resets += 1;
          incoming.socket.resetAndDestroy();
        } else if (identity.mode === 'random' && chance() < 0.3) {
          randomAnswers[Math.floor(chance() * randomAnswers.length)](response);
        } else grant(new URLSearchParams(form), response);
      });
    });
  }

  function grant(form, response) {
    identity.issued += 1;
    const whose = form.get('participant_id') ?? 'service';
    const token = { access_token: `${whose}.${identity.issued}`, expires_in: 3600, token_type: 'Bearer' };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(token));
  }

  function listen(at) {
    return new Promise((resolve) => server.listen(at, '127.0.0.1', resolve));
  }

  async function close() {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }

  async function restart() {
    await close();
    server = create();
    await listen(port);
  }
  return identity;
}
