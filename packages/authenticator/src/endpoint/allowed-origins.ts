// Which entries can stand in a list of origins: checked when it is read, since one that never matches looks like a fault of the browser.
import { isLoopback } from '../exchange-options.js';
import type { OptionReading } from '../option-problems.js';

const form =
  'An origin is scheme, host and port without a slash at its end, such as https://app.example.org, or ' +
  'capacitor://localhost of a native shell.';

/** Schemes of which no page has an origin. */
const withoutOrigin = ['about', 'blob', 'data', 'file', 'ftp', 'javascript', 'ws', 'wss'];

/** Reads a list of exact origins. */
export function readAllowedOrigins(origins: unknown): OptionReading<ReadonlySet<string>> {
  if (origins === undefined || origins === null) return { value: new Set() };
  if (typeof origins === 'string' || typeof (origins as Iterable<unknown>)[Symbol.iterator] !== 'function') {
    return { problem: 'is not a list', hint: 'For example ["https://app.example.org"].' };
  }
  const entries = [...(origins as Iterable<unknown>)];
  for (const entry of entries) {
    const hint = hintFor(entry);
    if (hint === null) continue;
    const shown = JSON.stringify(entry)?.slice(0, 100) ?? typeof entry;
    return { problem: `has an entry that is no exact origin: ${shown}`, hint };
  }
  return { value: new Set(entries as string[]) };
}

/** Whether a text is written as a browser writes the origin of a page (Fetch standard section 3.2). */
export function isSerialisedOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text;
}

/** What to do about an entry; `null` where it is good. */
function hintFor(entry: unknown): string | null {
  if (typeof entry !== 'string') return form;
  if (entry === 'null') {
    return 'Every sandboxed page has the opaque origin "null": give the page an origin of its own.';
  }
  if (entry.includes('*')) return 'There are no wildcards: list each origin.';
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//.exec(entry)?.[1];
  if (scheme === undefined || withoutOrigin.includes(scheme)) return form;
  if (scheme === 'http' || scheme === 'https') return hintForPage(entry);
  // A parser that does not know the scheme leaves the host as it is.
  return /^[a-z][a-z0-9+.-]*:\/\/[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?(?::\d{1,5})?$/.test(entry) ? null : form;
}

function hintForPage(entry: string): string | null {
  if (!isSerialisedOrigin(entry)) return form;
  const { protocol, hostname } = new URL(entry);
  if (hostname.endsWith('.')) return 'Leave out the dot at the end of its host.';
  if (protocol === 'https:' || isLoopback(hostname)) return null;
  return 'It is not https: anybody on its network could write such a page. http is for localhost only.';
}
