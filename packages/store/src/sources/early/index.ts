// @mdh-tokens/store/early: a request for the first token that leaves before the store's own code is there.
import { earlyScript } from './early-script.js';

export { earlyScript };

/** Options of `earlyScriptTag`. */
export interface EarlyScriptOptions {
  /** The nonce of this answer's content security policy. Not needed where the policy allows the script by its hash. */
  nonce?: string | undefined;
}

/**
 * The `<script>` element for the head of a page that a server renders. It holds no token: what is in the page's HTML
 * ends in caches and error reports.
 *
 * @param authenticator the URL that the store is given as its `authenticator`, as it is written there
 * @example
 * const head = `<link rel="preconnect" href="https://mydatahelps.org" crossorigin>${earlyScriptTag('/api/token')}`;
 */
export function earlyScriptTag(authenticator: string, { nonce }: EarlyScriptOptions = {}): string {
  const nonceAttribute = nonce === undefined ? '' : ` nonce="${escaped(nonce)}"`;
  return `<script data-authenticator="${escaped(authenticator)}"${nonceAttribute}>${earlyScript}</script>`;
}

function escaped(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
