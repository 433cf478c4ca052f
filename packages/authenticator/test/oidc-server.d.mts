import type { CryptoKey } from 'jose';
export interface OidcServer {
  url: string;
  /** What it refused, with the detail that it does not tell callers. */
  refused: string[];
  /** What it knows about a token that it issued. */
  find(token: string): Promise<{ clientId: string; scope: string } | undefined>;
  close(): Promise<void>;
}
export function startOidcServer(options: {
  serviceAccount: string;
  publicKey: CryptoKey;
  participants: string[];
}): Promise<OidcServer>;
