// The entries of installed packages, as an app imports them.
import { inject } from 'vitest';
import { entriesOf, isForServers } from '../../../scripts/workspace.mjs';
import type { Packed } from './packed.js';

export interface Entry {
  specifier: string;
  packed: Packed;
  /** Whether it also comes as CommonJS. */
  canBeRequired: boolean;
}

export type Side = 'page' | 'server';

/** What an app on that side can import; what both sides have is imported on both. */
export function entriesFor(side: Side): Entry[] {
  const packed = inject('packed').filter((one) => (side === 'server') === isForServers(one) || isShared(one));
  return packed.flatMap((one) =>
    entriesOf(one.manifest).map(({ specifier, required }) => ({
      specifier,
      packed: one,
      canBeRequired: required !== null,
    })),
  );
}

function isShared({ name }: Packed): boolean {
  const needing = inject('packed').filter(({ manifest }) => name in (manifest.dependencies ?? {}));
  return needing.some(isForServers) && needing.some((one) => !isForServers(one));
}
