// The body of a request to the authenticator: nothing, or the reason.
import { isRefreshReason, type RefreshReason } from './refresh-reason.js';

/** The JSON body of a request to the authenticator. An empty body means the same as `{}`. */
export interface TokenRequest {
  reason?: RefreshReason;
}

/**
 * Reads the text of a request's body. Everything but a known `reason` is ignored, so that nobody can name a
 * participant, a scope or anything else in a body.
 *
 * @returns the request, or `null` when the text is neither empty nor a JSON object
 */
export function parseTokenRequest(text: string): TokenRequest | null {
  if (text.trim() === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const reason: unknown = 'reason' in value ? value.reason : undefined;
  return isRefreshReason(reason) ? { reason } : {};
}
