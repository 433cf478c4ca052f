// Stores of state with the token in them, which the app fills itself.
import { createElement } from 'react';
import { authenticatorUrl } from '../../token-server/addresses.js';
import type { Binding } from './bound.js';

interface Held {
  status: 'idle' | 'active';
  token: string | null;
}

async function fetchHeld(): Promise<Held> {
  const response = await fetch(authenticatorUrl, { method: 'POST' });
  const { access_token: token } = (await response.json()) as { access_token: string };
  return { status: 'active', token };
}

export const xstateStore: Binding = {
  title: '`@xstate/store-react`, `useSelector` of the status',
  async open() {
    const { createStore, useSelector } = await import('@xstate/store-react');
    const context: Held = { status: 'idle', token: null };
    const store = createStore({ context, on: { token: (_before, { held }: { held: Held }) => held } });
    const Badge = ({ rendered }: { rendered: () => void }): string => {
      const status = useSelector(store, (state) => state.context.status);
      rendered();
      return status;
    };
    return {
      tree: (rendered) => createElement(Badge, { rendered }),
      refresh: async () => store.send({ type: 'token', held: await fetchHeld() }),
      ask: null,
    };
  },
};

export const nanoStore: Binding = {
  title: '`@nanostores/react`, `useStore` of a map, the key `status`',
  async open() {
    const { map } = await import('nanostores');
    const { useStore } = await import('@nanostores/react');
    const $held = map<Held>({ status: 'idle', token: null });
    const Badge = ({ rendered }: { rendered: () => void }): string => {
      const { status } = useStore($held, { keys: ['status'] });
      rendered();
      return status;
    };
    return {
      tree: (rendered) => createElement(Badge, { rendered }),
      async refresh() {
        const { status, token } = await fetchHeld();
        $held.setKey('status', status);
        $held.setKey('token', token);
      },
      ask: null,
    };
  },
};
