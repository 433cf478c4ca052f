// Whether an answer is one that a page may get: a token, or an error of the contract.
import { authenticatorErrorStatus, parseTokenResponse } from '@mdh-tokens/contract';

export interface ReceivedAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

export interface Verdict {
  /** For a tally: the status, and the code of an error. Holds no token. */
  readonly kind: string;
  readonly isInContract: boolean;
}

export function judgeAnswer({ status, headers, text }: ReceivedAnswer): Verdict {
  const body = parseJson(text);
  const isUncached = headers['cache-control'] === 'no-store';
  if (status === 200) return { kind: '200', isInContract: isUncached && parseTokenResponse(body).ok };
  const code = codeOf(body);
  if (code === null) return { kind: `${status} without a code`, isInContract: false };
  const isDelayed = code !== 'rate_limited' && code !== 'unavailable' ? true : 'retry-after' in headers;
  return {
    kind: `${status} ${code}`,
    isInContract: isUncached && isDelayed && authenticatorErrorStatus[code] === status,
  };
}

function codeOf(body: unknown): keyof typeof authenticatorErrorStatus | null {
  const code: unknown = typeof body === 'object' && body !== null && 'error' in body ? body.error : null;
  return typeof code === 'string' && Object.hasOwn(authenticatorErrorStatus, code)
    ? (code as keyof typeof authenticatorErrorStatus)
    : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
