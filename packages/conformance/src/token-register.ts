// The tokens that a run has received: to be counted, looked for and kept out of every report.
import { isRecord, type Exchange } from './exchange.js';
import type { Secrets } from './secrets.js';

export interface TokenRegister {
  learn(exchange: Exchange): void;
  isIn(text: string): boolean;
  readonly count: number;
}

export function createTokenRegister(secrets: Secrets): TokenRegister {
  const tokens = new Set<string>();
  return {
    learn({ token, status, json, text }) {
      if (token !== null) {
        tokens.add(token);
        secrets.add(token, `token#${tokens.size}`);
      }
      if (status < 200 || status >= 300) return;
      // Every text of a success may be a token, also where it is not called one.
      for (const value of textsIn(json === undefined ? text.trim() : json))
        secrets.add(value, 'text#of-an-answer');
    },
    isIn: (text) => [...tokens].some((token) => text.includes(token)),
    get count() {
      return tokens.size;
    },
  };
}

/** Every text of some length in a JSON value. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return value.length >= 8 && value.length < 100_000 ? [value] : [];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([name, item]) =>
    /^(error|token_type|subject)/.test(name) ? [] : textsIn(item),
  );
}
