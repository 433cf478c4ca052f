// TanStack Query with the token as its data.
import { createElement } from 'react';
import { authenticatorUrl } from '../../token-server/addresses.js';
import type { Binding } from './bound.js';

export const tanstackQuery: Binding = {
  title: '`@tanstack/react-query`, the token as data, `useQuery().status`, `fetchQuery`',
  async open() {
    const { QueryClient, QueryClientProvider, useQuery } = await import('@tanstack/react-query');
    const client = new QueryClient();
    const query = {
      queryKey: ['token'],
      queryFn: async (): Promise<unknown> => (await fetch(authenticatorUrl, { method: 'POST' })).json(),
      staleTime: 60_000,
    };
    const Badge = ({ rendered }: { rendered: () => void }): string => {
      const { status } = useQuery(query);
      rendered();
      return status;
    };
    return {
      tree: (rendered) => createElement(QueryClientProvider, { client }, createElement(Badge, { rendered })),
      refresh: () => client.refetchQueries({ queryKey: query.queryKey }),
      ask: () => client.fetchQuery(query),
    };
  },
};
