import { isTokenError, type TokenStore } from '@mdh-tokens/store';
import { QueryClient } from '@tanstack/react-query';

/** Retries what retrying can help, and asks again when a token is back. Make one for each store. */
export function createQueryClient(store: TokenStore): QueryClient {
  const client = new QueryClient({
    defaultOptions: {
      queries: {
        retry: (failures, error) => failures < 3 && !(isTokenError(error) && !error.transient),
      },
    },
  });
  store.on('token', () => {
    void client.refetchQueries({ type: 'active', predicate: ({ state }) => isTokenError(state.error) });
  });
  // Nothing of this participant for the next one. Components that are still mounted show nothing, too.
  for (const event of ['signed-out', 'denied', 'failed'] as const) {
    store.on(event, () => void client.resetQueries());
  }
  return client;
}
