// Undoes a compression that a runtime's `fetch` has left in place, with Web APIs alone.
import { largestAnswerBytes } from './transport.js';
import type { UpstreamFault } from './upstream-fault.js';

/** Decodes the bytes of an answer by its `Content-Encoding`. */
export type ContentDecoder = (
  bytes: Uint8Array,
  contentEncoding: string,
) => Promise<Uint8Array | UpstreamFault> | Uint8Array | UpstreamFault;

type Format = 'gzip' | 'deflate' | 'deflate-raw';

/** Each runtime undoes what it knows, and Workers do not know `deflate`. */
export const decodeStream: ContentDecoder = async (bytes, contentEncoding) => {
  const format = formatOf(bytes, contentEncoding.trim().toLowerCase());
  if (format === null) return 'undecodable';
  const stream = new Blob([bytes]).stream();
  try {
    return await readAll(stream.pipeThrough(new DecompressionStream(format)));
  } catch {
    return 'undecodable';
  }
};

/** `deflate` comes with and without its zlib header (RFC 9110 section 8.4.1.2 has the note). */
function formatOf([first = 0]: Uint8Array, contentEncoding: string): Format | null {
  if (contentEncoding === 'gzip' || contentEncoding === 'x-gzip') return 'gzip';
  if (contentEncoding !== 'deflate') return null;
  return (first & 0x0f) === 8 ? 'deflate' : 'deflate-raw';
}

/** Reads a body to its end, or to the most that an answer may have. */
export async function readAll(stream: ReadableStream<Uint8Array>): Promise<Uint8Array | 'too_large'> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    // Leaving the loop cancels the rest.
    if (size > largestAnswerBytes) return 'too_large';
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(size);
  let end = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, end);
    end += chunk.byteLength;
  }
  return bytes;
}
