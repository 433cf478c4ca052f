// What the app's server asks for, and whether it is the app's server that asks.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { ParticipantReference } from '@mdh-tokens/authenticator';
import { isRefreshReason, type RefreshReason } from '@mdh-tokens/contract';

/** The body of a request to the internal endpoint. */
export interface InternalRequest {
  participant: ParticipantReference;
  reason?: RefreshReason;
}

/** @returns `null` where the text is not a JSON object with exactly one of `identifier` and `id`, as text */
export function parseInternalRequest(text: string): InternalRequest | null {
  const { identifier, id, reason } = readObject(text);
  const known = isRefreshReason(reason) ? { reason } : {};
  if (typeof identifier === 'string' && id === undefined) return { participant: { identifier }, ...known };
  if (typeof id === 'string' && identifier === undefined) return { participant: { id }, ...known };
  return null;
}

function readObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

/** What a page's script cannot leave out (Fetch standard, W3C Fetch Metadata). `Sec-Fetch-Mode` is sent by Node's own `fetch`, too. */
const browserHeaders = ['origin', 'sec-fetch-site', 'sec-fetch-dest', 'sec-fetch-user'];

/** Whether a browser has sent a request. */
export function isFromBrowser(headers: Headers): boolean {
  return browserHeaders.some((name) => headers.has(name));
}

/** Compares in constant time, whatever the lengths. */
export function hasSecret(headers: Headers, secret: string): boolean {
  const offered = /^Bearer +(\S+)$/i.exec(headers.get('authorization') ?? '')?.[1] ?? '';
  return timingSafeEqual(digest(offered), digest(secret));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
