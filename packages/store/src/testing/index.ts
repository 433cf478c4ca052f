// @mdh-tokens/store/testing: a real store on a virtual page, and a store that shows one state.
export { createTestStore } from './create-test-store.js';
export type { TestStore, TestStoreOptions } from './create-test-store.js';
export type {
  AuthenticatorCallRecord,
  ScriptedAnswer,
  ScriptedAuthenticator,
} from './scripted-authenticator.js';
export { storeInState } from './store-in-state.js';
export { VirtualClock } from './virtual-clock.js';
export { VirtualPage } from './virtual-platform.js';
export type { VirtualBrowser } from './virtual-platform.js';
export {
  virtualBroadcastChannel,
  VirtualChannels,
  virtualLockManager,
  VirtualLocks,
} from './virtual-tabs.js';
export type { SetTimer } from './virtual-tabs.js';
