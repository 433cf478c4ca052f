// Connections on Node, through the proxy of the environment where there is one, which say whether they were used before.
import { Agent, Client, EnvHttpProxyAgent, Pool, type Dispatcher } from 'undici';
import { ProxyFailure } from './proxy-failure.js';
import { readProxySettings } from './proxy-settings.js';

/** Told of the connection that a request goes out on. */
export interface ConnectionReport {
  /** An earlier request has used it. */
  isReused: boolean;
}

/** A request with the object in which its connection is reported. */
export type ReportingDispatchOptions = Dispatcher.DispatchOptions & { connection?: ConnectionReport };

/** An address that says nothing is given up for the next one after this time: Node's own 250 ms is less than some handshakes take. */
const perAddress = { autoSelectFamily: true, autoSelectFamilyAttemptTimeout: 2_000 };

/** One connection. Pools give a client one request at a time. */
class ReportingClient extends Client {
  #isUsed = false;
  #latest: ConnectionReport | null = null;

  constructor(origin: string | URL, options: Client.Options) {
    super(origin, options);
    this.on('connect', () => {
      // A request that waited for a connection goes out on this one.
      if (this.#latest !== null) this.#latest.isReused = false;
      this.#isUsed = this.#latest !== null;
    });
    this.on('disconnect', () => (this.#isUsed = false));
  }

  override dispatch(options: ReportingDispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    this.#latest = options.connection ?? null;
    if (this.#latest !== null) this.#latest.isReused = this.#isUsed;
    this.#isUsed = true;
    return super.dispatch(options, handler);
  }
}

/** The way to the proxy itself: a failure here is the proxy's. */
class ProxyPool extends Pool {
  override async connect(options: Dispatcher.ConnectOptions): Promise<never>;
  override async connect(options: Dispatcher.ConnectOptions): Promise<Dispatcher.ConnectData> {
    let answer: Dispatcher.ConnectData;
    try {
      answer = await super.connect(options);
    } catch (cause) {
      throw new ProxyFailure(null, cause);
    }
    if (answer.statusCode === 200) return answer;
    answer.socket.on('error', () => undefined).destroy();
    throw new ProxyFailure(answer.statusCode);
  }
}

/**
 * Heeds `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`.
 *
 * @param keepAlive whether connections are kept for later requests
 */
export function createDispatcher({ keepAlive }: { keepAlive: boolean }): Dispatcher {
  const { httpProxy, httpsProxy } = readProxySettings(process.env);
  const options = {
    connections: 128,
    pipelining: keepAlive ? 1 : 0,
    ...perAddress,
    factory: (origin: string | URL, given: object) =>
      new Pool(origin, {
        ...given,
        factory: (to: URL, connection: object) => new ReportingClient(to, connection),
      }),
  };
  if (httpProxy === null && httpsProxy === null) return new Agent(options);
  return new EnvHttpProxyAgent({
    ...options,
    httpProxy: httpProxy ?? '',
    httpsProxy: httpsProxy ?? '',
    // Its type asks for a port, which comes with each connection.
    proxyTls: perAddress as typeof perAddress & { port: number },
    clientFactory: (origin: URL, given: object) => new ProxyPool(origin, given),
  });
}
