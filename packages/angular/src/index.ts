// @mdh-tokens/angular: runs a token store as long as its injector lives, and shows what it does. It never shows the token.
export { injectTokenState } from './inject-token-state.js';
export { injectTokenStore } from './inject-token-store.js';
export { provideTokenStore } from './provide-token-store.js';
export { sdkResource, type SdkResourceOptions } from './sdk-resource.js';
export { tokenInterceptor } from './token-interceptor.js';
