// As the README has it, for the page: compiled against the installed packages by every compiler.
import MyDataHelps from '@careevolution/mydatahelps-js';
import { TokenError, connectSdk, createTokenStore, type TokenState } from '@mdh-tokens/store';

const store = createTokenStore({ authenticator: '/api/mydatahelps-token', sdk: MyDataHelps });
const disconnect: () => void = connectSdk(store, MyDataHelps);
const unsubscribe: () => void = store.on('signed-out', ({ error }) => {
  const code: string | undefined = error?.code;
  void code;
});

export function describe(state: TokenState): string {
  return state.status === 'active' ? new Date(state.expiresAt).toISOString() : state.status;
}

export async function show(): Promise<string> {
  await store.start();
  const token: string = await store.getToken({ minValiditySeconds: 60 });
  const subscription = store.state$.subscribe((state) => void describe(state));
  subscription.unsubscribe();
  disconnect();
  unsubscribe();
  return token;
}

export const isTransient = (error: unknown): boolean => error instanceof TokenError && error.transient;

// @ts-expect-error An authenticator is a URL or a function: declarations that have turned into `any` accept a number.
createTokenStore({ authenticator: 1 });
