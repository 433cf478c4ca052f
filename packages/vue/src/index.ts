// @mdh-tokens/vue: runs a token store as long as the app is mounted, and shows what it does. It never shows the token.
export { createTokens } from './create-tokens.js';
export { TokenGate } from './token-gate.js';
export { useGetToken } from './use-get-token.js';
export { useSdkCall, type SdkCall } from './use-sdk-call.js';
export { useTokenEvent } from './use-token-event.js';
export { useTokenState } from './use-token-state.js';
export { useTokenStore } from './use-token-store.js';
