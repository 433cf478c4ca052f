// Connections on Node, through the proxy of the environment where there is one.
import { Agent, EnvHttpProxyAgent, type Dispatcher } from 'undici';

/** Keeps connections alive, and heeds `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`. */
export function createDispatcher(): Dispatcher {
  const { env } = process;
  const proxied = env['HTTPS_PROXY'] ?? env['https_proxy'] ?? env['HTTP_PROXY'] ?? env['http_proxy'] ?? '';
  const options = { connections: 128, pipelining: 1 };
  return proxied === '' ? new Agent(options) : new EnvHttpProxyAgent(options);
}
