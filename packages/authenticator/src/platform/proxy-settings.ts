// The proxy settings of the environment, checked before a library stumbles over them.
import type { OptionProblem } from '../authenticator-error.js';

/** The proxies in force. */
export interface ProxySettings {
  httpProxy: string | null;
  httpsProxy: string | null;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The variables by preference, as curl and undici have it. */
const variables = { httpProxy: ['http_proxy', 'HTTP_PROXY'], httpsProxy: ['https_proxy', 'HTTPS_PROXY'] };

/** Reads which proxies there are. */
export function readProxySettings(env: Environment): ProxySettings {
  const valueOf = (names: readonly string[]): string | null =>
    names.map((name) => env[name]).find((value) => value !== undefined && value !== '') ?? null;
  return { httpProxy: valueOf(variables.httpProxy), httpsProxy: valueOf(variables.httpsProxy) };
}

/** What is wrong with them, by the name of the variable. Their values may hold a password and are not repeated. */
export function findProxyProblems(env: Environment): OptionProblem[] {
  return Object.values(variables).flatMap((names) => {
    const option = names.find((name) => (env[name] ?? '') !== '');
    const problem = option === undefined ? null : problemOf(env[option] ?? '');
    if (option === undefined || problem === null) return [];
    return [
      { option, problem, hint: 'It starts with http:// or https://, for example http://127.0.0.1:3128.' },
    ];
  });
}

function problemOf(text: string): string | null {
  if (!URL.canParse(text)) return 'is not a URL';
  const { protocol, username, password } = new URL(text);
  if (!['http:', 'https:', 'socks5:', 'socks:'].includes(protocol)) return 'is not the URL of an http proxy';
  try {
    decodeURIComponent(username + password);
    return null;
  } catch {
    return 'has a user name or password with a % that escapes nothing';
  }
}
