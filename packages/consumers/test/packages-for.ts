// Which packages an app installs, on its page and on its server.
import { isForServers, withItsNeeds } from '../../../scripts/workspace.mjs';
import type { Packed } from './packed.js';

export type Side = 'page' | 'server';

/** On the server with what they need of the others, which npm must not look for in the registry. */
export function packagesFor(side: Side, packed: Packed[]): Packed[] {
  if (side === 'page') return packed.filter((one) => !isForServers(one));
  const names = new Set(
    packed.filter(isForServers).flatMap((one) => withItsNeeds(one, packed).map(({ name }) => name)),
  );
  return packed.filter(({ name }) => names.has(name));
}
