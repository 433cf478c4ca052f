// Why a call got no answer, told apart by the codes that runtimes give their errors.

/**
 * Why there is no answer.
 *
 * - `name_resolution`: the host name has no address, or the name server does not answer
 * - `refused`: nothing listens at the address
 * - `unreachable`: no way to the address
 * - `certificate`: the server's certificate is not trusted, over, or for another name
 * - `tls`: no TLS connection could be made, for another reason
 * - `proxy`: the proxy of the environment could not be reached, or refused
 * - `timeout`: no answer, or not all of it, in time
 * - `cut_short`: the connection ended before the answer did
 * - `too_large`: more than 64 KiB, decoded
 * - `undecodable`: compressed in a way that cannot be read, though nothing was asked for
 * - `network`: none of these, or the runtime does not say
 */
export type UpstreamFault =
  | 'name_resolution'
  | 'refused'
  | 'unreachable'
  | 'certificate'
  | 'tls'
  | 'proxy'
  | 'timeout'
  | 'cut_short'
  | 'too_large'
  | 'undecodable'
  | 'network';

const faultByCode: Readonly<Record<string, UpstreamFault>> = {
  ENOTFOUND: 'name_resolution',
  EAI_AGAIN: 'name_resolution',
  EAI_FAIL: 'name_resolution',
  EAI_NODATA: 'name_resolution',
  EAI_NONAME: 'name_resolution',
  ENODATA: 'name_resolution',
  ECONNREFUSED: 'refused',
  ConnectionRefused: 'refused',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENETDOWN: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  ETIMEDOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate',
  HOSTNAME_MISMATCH: 'certificate',
  UND_ERR_PRX_TLS: 'proxy',
  EPROTO: 'tls',
  ECONNRESET: 'cut_short',
  ConnectionClosed: 'cut_short',
  EPIPE: 'cut_short',
  UND_ERR_SOCKET: 'cut_short',
};

/** OpenSSL's names for what is wrong with a chain of certificates. */
const certificateCode = /CERT|^UNABLE_TO_|^INVALID_CA$|^PATH_LENGTH_EXCEEDED$/;

const mostCauses = 5;

/** Reads an error of the network, its causes, and the errors of each address that was tried. */
export function faultOf(error: unknown, depth = 0): UpstreamFault {
  if (typeof error !== 'object' || error === null || depth > mostCauses) return 'network';
  const { code, cause, errors } = error as { code?: unknown; cause?: unknown; errors?: unknown };
  if (typeof code === 'string') {
    const known = faultByCode[code];
    if (known !== undefined) return known;
    if (certificateCode.test(code)) return 'certificate';
    if (/SSL|TLS/.test(code)) return 'tls';
  }
  const inner = Array.isArray(errors) ? [...(errors as unknown[]), cause] : [cause];
  const faults = inner.map((one) => faultOf(one, depth + 1));
  return faults.find((fault) => fault !== 'network') ?? 'network';
}
