// Whether MyDataHelps itself shows the page (a view, a web view step): then the platform manages the token.
import { fault } from '../core/fault.js';
import type { TokenError } from '../core/token-error.js';
import type { PageHost } from '../platform/platform.js';

/** The domains under which MyDataHelps shows pages. `localhost` is a developer's own. */
const platformDomains = [
  'mydatahelps.org',
  'mydatahelps.dev',
  'careevolution.com',
  'careevolution.dev',
  'ce.dev',
  'b3-deploys.com',
  'platform.joinallofus.org',
];

/** Handlers that MyDataHelps' apps add. WebKit does not list what is native: it has to be asked for by name. */
const nativeHandlers = ['GetDelegatedAccessToken', 'GetDeviceInfo', 'Dismiss', 'ResearchKit'];

/**
 * Decides from native message handlers that the SDK did not make, and from the page around. A parameter of the page's
 * own URL decides nothing: anybody can put one into a link.
 */
export function isHostedByPlatform({ handlers, parentUrl }: PageHost): boolean {
  const names = [...nativeHandlers, ...Object.keys(handlers)];
  const isNative = (name: string) =>
    handlers[name] !== undefined && (name === 'ResearchKit' || !isMadeBySdk(handlers[name]));
  return names.some(isNative) || isUnderPlatform(parentUrl);
}

export function hostedError(): TokenError {
  return fault('hosted', 'is_hosted');
}

/** The SDK's own handlers are plain objects that post to the page around. Native ones are not made of script. */
function isMadeBySdk(handler: unknown): boolean {
  const { postMessage } = Object(handler) as { postMessage?: unknown };
  return (
    typeof postMessage === 'function' &&
    Function.prototype.toString.call(postMessage).includes('parent.postMessage')
  );
}

function isUnderPlatform(url: string | null): boolean {
  const [, hostname] = /^https:\/\/([^/:?#]+)/i.exec(url ?? '') ?? [];
  if (hostname === undefined) return false;
  const name = hostname.toLowerCase();
  return platformDomains.some((domain) => name === domain || name.endsWith(`.${domain}`));
}
