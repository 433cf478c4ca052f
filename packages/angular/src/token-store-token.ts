// How the store reaches what is injected below its provider.
import { InjectionToken } from '@angular/core';
import type { TokenStore } from '@mdh-tokens/store';

export const tokenStoreToken: InjectionToken<TokenStore> = new InjectionToken('token store');
