'use client';
// @mdh-tokens/react: runs a token store as long as it is mounted, and shows what it does. It never shows the token.
export { TokenGate, type TokenGateProps } from './token-gate.js';
export { TokenStoreProvider, type TokenStoreProviderProps } from './token-store-provider.js';
export { useGetToken } from './use-get-token.js';
export { useSdkCall, type SdkCall } from './use-sdk-call.js';
export { useTokenEvent } from './use-token-event.js';
export { useTokenState } from './use-token-state.js';
export { useTokenStore } from './use-token-store.js';
