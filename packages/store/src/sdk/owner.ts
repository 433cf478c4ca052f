// Which store supplies an SDK. Kept on the SDK itself, so that two copies of this package see each other.
import { TokenError } from '../core/token-error.js';
import type { ParticipantSdk } from './participant-sdk.js';

const ownerKey = Symbol.for('@mdh-tokens/store:owner');

type Owned = ParticipantSdk & { [ownerKey]?: object | undefined };

/** Whether another started store supplies this SDK. */
export function isOwnedByOther(sdk: ParticipantSdk, owner: object): boolean {
  const current = (sdk as Owned)[ownerKey];
  return current !== undefined && current !== owner;
}

export function isOwnedBy(sdk: ParticipantSdk, owner: object): boolean {
  return (sdk as Owned)[ownerKey] === owner;
}

/** @returns `sdk_in_use` where another started store supplies this SDK */
export function claimSdk(sdk: ParticipantSdk, owner: object): TokenError | null {
  if (isOwnedByOther(sdk, owner)) {
    return new TokenError('sdk_in_use', 'another started store supplies this SDK', {
      hint: 'Create one store a page, or stop() the other one first.',
    });
  }
  Object.defineProperty(sdk, ownerKey, { value: owner, configurable: true });
  return null;
}

export function releaseSdk(sdk: ParticipantSdk, owner: object): void {
  if (isOwnedBy(sdk, owner)) Reflect.deleteProperty(sdk, ownerKey);
}
