// A request as the endpoint sees it, whichever adapter brought it.
import type { WaitUntil } from '../background.js';

/** What the endpoint reads of a request. An adapter hands over what it has at hand, and builds nothing for it. */
export interface EndpointRequest {
  method: string;
  /** A header's value by its name in lower case; `null` where it is missing. */
  header(name: string): string | null;
  /** Host and port under which it arrived. */
  host(): string;
  /**
   * The body as text: without a promise where it is here already.
   *
   * @throws {AuthenticatorError} `payload_too_large`, also as a rejection; other rejections mean that it broke off
   */
  body(maxBytes: number): string | Promise<string>;
  /** What the app's `participant` callback gets. Its body may have been read. */
  request: Request;
  /** Keeps work alive that outlasts the answer, where the runtime needs that. */
  waitUntil?: WaitUntil | undefined;
}
