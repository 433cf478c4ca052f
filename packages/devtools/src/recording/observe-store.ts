// Records a store from its public events alone, where its steps are not inspected.
import type { TokenStore } from '@mdh-tokens/store';
import type { Happening } from './entry.js';
import { answer, statusChange, usedShareOf } from './read-step.js';

/** @returns listens no more */
export function observeStore(store: TokenStore, record: (happening: Happening) => void): () => void {
  let before = store.state;
  if ('issuedAt' in before) {
    const { generation, expiresAt, issuedAt } = before;
    const now = Date.now();
    record({ type: 'token', generation, lifeMs: expiresAt - now, ageMs: now - issuedAt, from: null });
  }
  const undoing = [
    store.on('refresh-start', ({ reason }) =>
      record({ type: 'call', reason, usedShare: usedShareOf(store.state, Date.now()) }),
    ),
    store.on('refresh-success', () => record(answer('ok'))),
    store.on('refresh-needless', () => record(answer('needless'))),
    store.on('refresh-failure', ({ error: { code, status = null }, nextAttemptAt }) => {
      const nextInMs = nextAttemptAt === null ? null : nextAttemptAt - Date.now();
      record({ ...answer('failed'), code, status, nextInMs });
    }),
    store.on('token', ({ generation, expiresAt }) =>
      record({ type: 'token', generation, lifeMs: expiresAt - Date.now(), ageMs: 0, from: null }),
    ),
    store.on('expired', ({ generation }) => record({ type: 'expired', generation })),
    store.on('diagnostic', ({ code, message }) => record({ type: 'diagnostic', code, message })),
    store.on('state', (state) => {
      for (const happening of statusChange(before, state)) record(happening);
      before = state;
    }),
  ];
  return () => {
    for (const undo of undoing) undo();
  };
}
