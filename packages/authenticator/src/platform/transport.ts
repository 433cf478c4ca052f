// One HTTP call to MyDataHelps, as the exchange sees it: each runtime has its own way to make it.
import type { UpstreamFault } from './upstream-fault.js';

/** A call. The URL was checked when the exchange was made; redirects are never followed. */
export interface UpstreamRequest {
  method: string;
  url: URL;
  headers: WireHeaders;
  body?: string | undefined;
  /** For the whole call, to the last byte of the answer. */
  timeoutMs: number;
  /** On a connection that no request has used before, where the runtime leaves the choice. */
  onNewConnection?: boolean;
}

/** An answer with its body read to the end. */
export interface ReceivedAnswer {
  ok: true;
  status: number;
  header: (name: string) => string | null;
  text: string;
}

/** The reason why there is none. */
export interface MissingAnswer {
  ok: false;
  fault: UpstreamFault;
  /** With which a proxy refused; `null` where no proxy did. */
  proxyStatus: number | null;
  /** A connection that earlier requests had used ended before a byte of this answer: it may have been idle too long. */
  isStale: boolean;
  cause: unknown;
}

export type UpstreamAnswer = ReceivedAnswer | MissingAnswer;

/** Makes a call. Never rejects. */
export type Transport = (request: UpstreamRequest) => Promise<UpstreamAnswer>;

/** No answer of MyDataHelps that we read is near this size. In decoded bytes. */
export const largestAnswerBytes: number = 64 * 1024;

/** Names in lower case. In every call: tokens are not compressed and not stored on their way. */
export type WireHeaders = Readonly<Record<string, string>> & {
  readonly 'accept-encoding': 'identity';
  readonly 'cache-control': 'no-store';
};

/** Whoever sends the same headers each time makes them once: to join two objects takes ten times as long as to copy one. */
export function withWireHeaders(headers: Readonly<Record<string, string>>): WireHeaders {
  return Object.freeze({ 'accept-encoding': 'identity', 'cache-control': 'no-store', ...headers });
}

/** A failure whose reason is known already. */
export function missing(fault: UpstreamFault, cause?: unknown): MissingAnswer {
  return { ok: false, fault, proxyStatus: null, isStale: false, cause };
}
