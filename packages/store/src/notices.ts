// What the core wants told, in the words of the public events.
import type { CoreAction } from './core/actions.js';
import { nextAttemptAt, wallInstant } from './core/published-state.js';
import type { CoreState } from './core/state.js';
import type { Notice } from './notifications.js';

export type NoticeAction = Extract<CoreAction, { type: `notify-${string}` }>;

/** @param core the state after the transition */
export function noticesOf(action: NoticeAction, core: CoreState): Notice[] {
  switch (action.type) {
    case 'notify-start':
      return [{ name: 'refresh-start', payload: { reason: action.reason } }];
    case 'notify-success':
    case 'notify-token': {
      const { generation } = core;
      const payload = { generation, expiresAt: wallInstant(core, core.token?.expiresAt ?? 0) };
      return [{ name: action.type === 'notify-token' ? 'token' : 'refresh-success', payload }];
    }
    case 'notify-failure': {
      const { error } = action;
      const payload = { error, attempt: core.attempt, nextAttemptAt: nextAttemptAt(core) };
      return [{ name: 'refresh-failure', payload }];
    }
    case 'notify-expired':
      return [{ name: 'expired', payload: { generation: core.generation } }];
    case 'notify-end':
      return [
        { name: core.phase === 'signed-out' ? 'signed-out' : 'failed', payload: { error: action.error } },
      ];
  }
}
