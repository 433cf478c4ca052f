// @mdh-tokens/svelte: runs a token store as long as a component is there, and shows what it does, never the token.
export { getTokenStore, setTokenStore } from './token-store-context.js';
export { sdkCall, type SdkCall } from './sdk-call.js';
export { tokenState } from './token-state.js';
