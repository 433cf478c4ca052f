// Which store supplies an SDK. Kept on the SDK itself, so that two copies of this package see each other.
import { fault } from '../core/fault.js';
import type { TokenError } from '../core/token-error.js';
import type { ParticipantSdk } from './participant-sdk.js';

const ownerKey = Symbol.for('@mdh-tokens/store:owner');

/** A store's side of an SDK. */
export interface SdkOwner {
  /** Stops the store if its last lease has just been released. @returns whether it is at rest */
  giveWay(): boolean;
  /** Another store takes the SDK: leave its methods alone. */
  displaced(): void;
}

type Owned = ParticipantSdk & { [ownerKey]?: SdkOwner | undefined };

export function isOwnedBy(sdk: ParticipantSdk, owner: SdkOwner): boolean {
  return (sdk as Owned)[ownerKey] === owner;
}

/** Whether another started store supplies this SDK. */
export function isInUse(sdk: ParticipantSdk, owner: SdkOwner): boolean {
  const current = (sdk as Owned)[ownerKey];
  return current !== undefined && current !== owner && !current.giveWay();
}

/** @throws TokenError `sdk_in_use` if another started store supplies this SDK */
export function takeSdk(sdk: ParticipantSdk, owner: SdkOwner): void {
  if (isInUse(sdk, owner)) throw sdkInUse();
  const current = (sdk as Owned)[ownerKey];
  if (current === owner) return;
  // While it is still the owner: it takes back what it has given.
  current?.displaced();
  Object.defineProperty(sdk, ownerKey, { value: owner, configurable: true });
}

export function leaveSdk(sdk: ParticipantSdk, owner: SdkOwner): void {
  if (isOwnedBy(sdk, owner)) Reflect.deleteProperty(sdk, ownerKey);
}

export function sdkInUse(): TokenError {
  return fault('sdk_in_use', 'sdk_in_use');
}
