import { TokenStoreProvider, useTokenEvent } from '@mdh-tokens/react';
import { isTokenError, type TokenStore } from '@mdh-tokens/store';
import type { ReactNode } from 'react';
import { SWRConfig, unstable_serialize, useSWRConfig, type Arguments } from 'swr';

/** Retries what retrying can help, asks again when a token is back, and forgets at the end of a run. */
export function SwrWithTokens({ store, children }: { store: TokenStore; children: ReactNode }): ReactNode {
  const shouldRetryOnError = (error: unknown): boolean => !(isTokenError(error) && !error.transient);
  return (
    <TokenStoreProvider store={store}>
      <SWRConfig value={{ provider: () => new Map(), shouldRetryOnError }}>
        <FollowTokens />
        {children}
      </SWRConfig>
    </TokenStoreProvider>
  );
}

function FollowTokens(): ReactNode {
  const { cache, mutate } = useSWRConfig();
  const lacksToken = (key: Arguments): boolean => {
    const { data, error, isValidating } = cache.get(unstable_serialize(key)) ?? {};
    return !isValidating && (isTokenError(error) || (data === undefined && error === undefined));
  };
  const forget = (): void => void mutate(() => true, undefined, { revalidate: false });
  useTokenEvent('token', () => void mutate(lacksToken));
  useTokenEvent('signed-out', forget);
  useTokenEvent('denied', forget);
  useTokenEvent('failed', forget);
  return null;
}
