// @mdh-tokens/authenticator/node: the endpoint as a listener of node:http, Express, Fastify and Connect.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { NodeRequest } from 'srvx/node';
import type { Authenticator } from './create-authenticator.js';
import type { AuthenticatorAnswer } from './endpoint/answer.js';
import { fromIncoming } from './node/incoming-request.js';
import { discardRest } from './node/unread-body.js';

/**
 * A listener for `http.createServer`, and a route handler for Express, Connect and Next's pages router.
 *
 * It returns a promise, which resolves when the answer has been handed to the response and never rejects: Next waits for
 * it. Its type says `void`, since that is what servers and linters expect of a listener.
 */
export type NodeHandler = (incoming: IncomingMessage, outgoing: ServerResponse) => void;

/**
 * The Node request behind the `Request` that a `participant` callback gets, with what middleware has put on it: Express's
 * `session` and `user`. `undefined` where the request did not come through `toNodeHandler`.
 */
export function incomingOf(request: Request): IncomingMessage | undefined {
  const { runtime } = request as { runtime?: { node?: { req?: IncomingMessage } } };
  return runtime?.node?.req;
}

/**
 * Turns the endpoint into a Node request listener. Global objects are left as they are. A body that a framework
 * has already parsed (`express.json()`) is taken from `request.body`.
 */
export function toNodeHandler(authenticator: Pick<Authenticator, 'answer'>): NodeHandler {
  async function respond(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    // The parser is in the middle of a packet. When it is through, a body that came along can be had at once.
    await Promise.resolve();
    const request = new NodeRequest({ req: incoming, res: outgoing });
    const answer = await authenticator.answer(fromIncoming(incoming, request));
    send(answer, incoming.method === 'HEAD' ? null : answer.body, outgoing);
    // Whoever was refused may not have been listened to.
    if (answer.status !== 200) discardRest(incoming);
  }
  async function handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    try {
      await respond(incoming, outgoing);
    } catch {
      // A middleware's method has thrown in the middle of the answer: there is no way left to say so.
      outgoing.destroy();
    }
  }
  return (incoming, outgoing) => handle(incoming, outgoing) as unknown as void;
}

/**
 * In the two calls that every middleware knows: compression, sessions and the like put their own in place of them, and
 * forget the callback of a `write`.
 *
 * @param body `null` where HTTP wants none: some servers are told to fail on it (`rejectNonStandardBodyWrites`)
 */
function send({ status, headers }: AuthenticatorAnswer, body: string | null, outgoing: ServerResponse): void {
  if (outgoing.headersSent || outgoing.destroyed) return;
  if (status === 204 || body === null) {
    outgoing.writeHead(status, headers).end();
    return;
  }
  headers['content-length'] = String(Buffer.byteLength(body));
  outgoing.writeHead(status, headers);
  outgoing.end(body);
}
