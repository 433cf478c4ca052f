// The body of a Node request, wherever it is by now: with a framework, in the stream's buffer, or on its way.
import type { IncomingMessage } from 'node:http';
import { payloadTooLarge } from '../endpoint/payload-too-large.js';

/** What frameworks leave on a request whose body they have read. */
type MaybeParsed = IncomingMessage & { body?: unknown; rawBody?: unknown };

const utf8 = new TextDecoder();

/**
 * Reads a body to its end, without a promise where it is here already.
 *
 * @throws {AuthenticatorError} `payload_too_large`, also as a rejection; any other error means that the body cannot
 *   be read
 */
export function readIncomingBody(incoming: IncomingMessage, maxBytes: number): string | Promise<string> {
  const parsed = takeParsed(incoming);
  if (parsed !== null) return decode(parsed, maxBytes);
  if (incoming.readableDidRead) throw new TypeError('the body has been read in part');
  if (incoming.readableLength !== Number(incoming.headers['content-length']))
    return collect(incoming, maxBytes);
  const bytes = toBytes(incoming.read(), incoming);
  // Its end has not been announced yet.
  incoming.resume();
  return decode(bytes, maxBytes);
}

function takeParsed(incoming: MaybeParsed): Buffer | null {
  const { body, rawBody } = incoming;
  if (Buffer.isBuffer(rawBody)) return rawBody;
  if (!incoming.readableEnded) return null;
  if (Buffer.isBuffer(body)) return body;
  return Buffer.from(typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body));
}

function collect(incoming: IncomingMessage, maxBytes: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const onData = (chunk: Buffer | string): void => {
      const bytes = toBytes(chunk, incoming);
      size += bytes.length;
      if (size > maxBytes) settle(() => reject(payloadTooLarge(maxBytes)));
      else chunks.push(bytes);
    };
    const onEnd = (): void => settle(() => resolve(decode(Buffer.concat(chunks), maxBytes)));
    const onClose = (): void => settle(() => reject(new Error('the caller went away')));
    function settle(conclude: () => void): void {
      incoming.off('data', onData).off('end', onEnd).off('close', onClose).off('error', onClose);
      conclude();
    }
    incoming.on('data', onData).on('end', onEnd).on('close', onClose).on('error', onClose);
  });
}

/** Somebody may have called `setEncoding`. */
function toBytes(chunk: Buffer | string, incoming: IncomingMessage): Buffer {
  return typeof chunk === 'string' ? Buffer.from(chunk, incoming.readableEncoding ?? 'utf8') : chunk;
}

function decode(bytes: Buffer, maxBytes: number): string {
  if (bytes.length > maxBytes) throw payloadTooLarge(maxBytes);
  return utf8.decode(bytes);
}
