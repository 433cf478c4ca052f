// The entries of installed packages, as an app imports them.
import { inject } from 'vitest';
import { entriesOf } from '../../../scripts/workspace.mjs';
import { packagesFor, type Side } from './packages-for.js';
import { filesOf, type Packed } from './packed.js';

export interface Entry {
  specifier: string;
  packed: Packed;
  /** Whether it also comes as CommonJS. */
  canBeRequired: boolean;
  /** Whether its package.json lists it under `sideEffects`. */
  hasEffect: boolean;
}

/** What an app on that side can import. */
export function entriesFor(side: Side): Entry[] {
  return packagesFor(side, inject('packed')).flatMap((packed) =>
    entriesOf(packed.manifest).map(({ specifier, target, required }) => ({
      specifier,
      packed,
      canBeRequired: required !== null,
      hasEffect: filesOf(target).some((file) => effectsOf(packed).includes(file)),
    })),
  );
}

function effectsOf({ manifest: { sideEffects } }: Packed): string[] {
  return Array.isArray(sideEffects) ? sideEffects : [];
}
