// How the store reaches the components of an app.
import type { TokenStore } from '@mdh-tokens/store';
import type { InjectionKey } from 'vue';

export const tokenStoreKey: InjectionKey<TokenStore> = Symbol();
