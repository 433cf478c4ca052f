// A token endpoint that grants everything at once, in a process of its own. Counts the grants.
import { createServer } from 'node:http';

const counts = { client_credentials: 0, delegated_participant: 0 };
const delayMs = Number(process.argv[2] ?? 0);
let issued = 0;

const server = createServer((request, response) => {
  let body = '';
  request.setEncoding('latin1');
  request.on('data', (chunk) => (body += chunk));
  request.on('end', () => {
    const kind = body.includes('grant_type=client_credentials')
      ? 'client_credentials'
      : 'delegated_participant';
    counts[kind] += 1;
    issued += 1;
    const answer = `{"access_token":"${String(issued).padStart(32, '0')}","expires_in":3600,"token_type":"Bearer"}`;
    const send = () =>
      response
        .writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length })
        .end(answer);
    if (delayMs === 0) send();
    else setTimeout(send, delayMs);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(Number(process.argv[3] ?? 0), '127.0.0.1', () => process.send({ port: server.address().port }));
process.on('message', (message) => {
  if (message === 'counts') process.send({ counts: { ...counts } });
  if (message === 'reset') counts.client_credentials = counts.delegated_participant = 0;
});
process.on('disconnect', () => process.exit());
