// One HTTP call to MyDataHelps, as the exchange sees it: each runtime has its own way to make it.

/** A call. The URL was checked when the exchange was made; redirects are never followed. */
export interface UpstreamRequest {
  method: 'GET' | 'POST';
  url: URL;
  headers: Record<string, string>;
  body?: string;
  /** For the whole call, to the last byte of the answer. */
  timeoutMs: number;
}

/** Why there is no answer. */
export type TransportFailure = 'timeout' | 'network' | 'too_large';

/** An answer with its body read to the end, or the reason why there is none. */
export type UpstreamAnswer =
  | { ok: true; status: number; header: (name: string) => string | null; text: string }
  | { ok: false; failure: TransportFailure; cause: unknown };

/** Makes a call. Never rejects. */
export type Transport = (request: UpstreamRequest) => Promise<UpstreamAnswer>;

/** No answer of MyDataHelps that we read is near this size. In bytes. */
export const largestAnswerBytes: number = 64 * 1024;
