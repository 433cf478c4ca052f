// How the store reaches the components below its provider.
import { createContext, type Context } from 'react';
import type { TokenStore } from '@mdh-tokens/store';

export const TokenStoreContext: Context<TokenStore | null> = createContext<TokenStore | null>(null);
