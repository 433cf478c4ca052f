// Undoes a compression that nobody asked for, within the size limit of an answer.
import * as zlib from 'node:zlib';
import { largestAnswerBytes } from './transport.js';
import type { UpstreamFault } from './upstream-fault.js';

type Decode = (bytes: Buffer) => Buffer;

const limit = { maxOutputLength: largestAnswerBytes };

const gunzip: Decode = (bytes) => zlib.gunzipSync(bytes, limit);

/** `deflate` comes with and without its zlib header (RFC 9110 section 8.4.1.2 has the note). */
const inflate: Decode = (bytes) =>
  ((bytes[0] ?? 0) & 0x0f) === 8 ? zlib.inflateSync(bytes, limit) : zlib.inflateRawSync(bytes, limit);

const brotli: Decode = (bytes) => zlib.brotliDecompressSync(bytes, limit);

const decoders: ReadonlyMap<string, Decode> = new Map([
  ['gzip', gunzip],
  ['x-gzip', gunzip],
  ['deflate', inflate],
  ['br', brotli],
  ['identity', (bytes: Buffer) => bytes],
]);

/**
 * Decodes the bytes of an answer by its `Content-Encoding` (RFC 9110 section 8.4): the coding named last was applied
 * last. No call takes long: what comes out is at most 64 KiB.
 */
export function decodeContent(bytes: Buffer, contentEncoding: string | null): Buffer | UpstreamFault {
  const names = (contentEncoding ?? '').toLowerCase().split(',');
  const codings = names.map((name) => name.trim()).filter((name) => name !== '');
  let decoded = bytes;
  for (let coding = codings.pop(); coding !== undefined; coding = codings.pop()) {
    const decode = decoders.get(coding);
    if (decode === undefined) return 'undecodable';
    try {
      decoded = decode(decoded);
    } catch (error) {
      return isTooLarge(error) ? 'too_large' : 'undecodable';
    }
  }
  return decoded;
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
}
