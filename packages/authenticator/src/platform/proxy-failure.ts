// The error of a proxy, told apart from that of the server behind it.

/** The proxy of the environment could not be reached, or did not let a connection through. */
export class ProxyFailure extends Error {
  override readonly name = 'ProxyFailure';
  readonly code = 'PROXY_FAILURE';

  /** @param status with which the proxy refused; `null` where it did not answer */
  constructor(
    readonly status: number | null,
    cause?: unknown,
  ) {
    super(status === null ? 'the proxy could not be reached' : `the proxy answered ${status}`, { cause });
  }
}
