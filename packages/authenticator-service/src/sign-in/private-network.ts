// Which hosts cannot be reached from outside, by their name or address alone.
import { BlockList, isIP } from 'node:net';

/** Names that no public DNS has (RFC 6762, RFC 8375, ICANN's `internal`, Kubernetes' own). */
const privateNames = /^[^.]+$|\.(?:internal|local|lan|home\.arpa|svc|cluster\.local)$/;

const privateAddresses = createPrivateAddresses();

/** Whether a URL's host is of a private network: `app` of a Compose file, `app.ns.svc`, `10.1.2.3` (RFC 1918, RFC 4193). */
export function isPrivateHost(hostname: string): boolean {
  const host = hostname.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  const family = isIP(host);
  return family === 0
    ? privateNames.test(host)
    : privateAddresses.check(host, family === 6 ? 'ipv6' : 'ipv4');
}

function createPrivateAddresses(): BlockList {
  const list = new BlockList();
  list.addSubnet('10.0.0.0', 8);
  list.addSubnet('172.16.0.0', 12);
  list.addSubnet('192.168.0.0', 16);
  list.addSubnet('fc00::', 7, 'ipv6');
  return list;
}
