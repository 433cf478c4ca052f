// A request that was not answered, and why.
import type { Settings } from './options.js';

/** No answer came: a check that needed it could not run. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  /** How it ended: after the time a page waits, for want of a connection, or because the run was ended before. */
  readonly end: 'timeout' | 'network' | 'ended';

  constructor(end: NoAnswer['end'], message: string) {
    super(message);
    this.end = end;
  }
}

/** From what `fetch` threw, in words for a person. */
export function toNoAnswer(cause: unknown, { url, timeoutSeconds }: Settings): NoAnswer {
  if (cause instanceof Error && cause.name === 'TimeoutError') {
    return new NoAnswer('timeout', `no answer came in ${timeoutSeconds} s, and a page waits no longer`);
  }
  const { code } = (cause as { cause?: { code?: unknown } }).cause ?? {};
  return new NoAnswer('network', explainNetwork(typeof code === 'string' ? code : 'no code', url));
}

function explainNetwork(code: string, { host }: URL): string {
  if (code === 'ECONNREFUSED') return `nothing listens at ${host} (${code})`;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `the name of ${host} is not known here (${code})`;
  if (/CERT|SELF_SIGNED|VERIFY/.test(code)) {
    return `the certificate of ${host} is not trusted (${code}); NODE_EXTRA_CA_CERTS names a file with its authority`;
  }
  return `the connection to ${host} broke (${code})`;
}
