// Whether MyDataHelps itself shows the page (a view, a web view step): then the platform manages the token.
import { TokenError } from '../core/token-error.js';
import { readPageHost } from '../platform/page-host.js';
import type { ParticipantSdk } from './participant-sdk.js';

/** The domains under which MyDataHelps shows pages; `localhost` is a developer's own. */
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

/** Decides from the SDK's embedded mode, native message handlers that the SDK did not make, and the page around. */
export function isHostedByPlatform(sdk: ParticipantSdk): boolean {
  const { handlers, parentUrl } = readPageHost();
  const names = [...nativeHandlers, ...Object.keys(handlers)];
  return (
    sdk.isEmbeddedMode?.() === true ||
    names.some(
      (name) => handlers[name] !== undefined && (name === 'ResearchKit' || !isMadeBySdk(handlers[name])),
    ) ||
    (parentUrl !== null && isUnderPlatform(parentUrl))
  );
}

export function hostedError(): TokenError {
  return new TokenError('hosted', 'MyDataHelps shows this page and manages its token itself', {
    hint: 'Nothing is to be done here. If it is a mistake, pass { hosted: false } to connectSdk.',
  });
}

/** The SDK's own handlers are plain objects that post to the page around; native ones are not made of script. */
function isMadeBySdk(handler: unknown): boolean {
  const { postMessage } = (handler ?? {}) as { postMessage?: unknown };
  return (
    typeof postMessage === 'function' &&
    Function.prototype.toString.call(postMessage).includes('parent.postMessage')
  );
}

function isUnderPlatform(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname } = new URL(url);
  return platformDomains.some((domain) => hostname === domain || hostname.endsWith(`.${domain}`));
}
