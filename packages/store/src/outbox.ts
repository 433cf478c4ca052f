// What there is to tell, kept until the state has been committed.
import type { DiagnosticCode } from './core/actions.js';
import { isSameState, type TokenState } from './core/published-state.js';
import { diagnosticMessages } from './diagnostics.js';
import type { Notice } from './notifications.js';

export interface Outbox {
  add(...notices: Notice[]): void;
  /** The snapshot that was published last. */
  readonly published: TokenState;
  /** Publishes a snapshot that says something new. */
  publish(state: TokenState): void;
  diagnose(code: DiagnosticCode, details: Readonly<Record<string, number | string>>): void;
  /** Tells everything in order. A listener may cause more, which is told after what was there before it. */
  flush(): void;
}

export function createOutbox(tell: (notice: Notice) => void): Outbox {
  const notices: Notice[] = [];
  let published: TokenState = { status: 'idle' };
  let isTelling = false;
  return {
    get published() {
      return published;
    },
    publish(state) {
      if (isSameState(published, state)) return;
      published = state;
      notices.push({ name: 'state', payload: state });
    },
    add: (...more) => void notices.push(...more),
    diagnose(code, details) {
      notices.push({ name: 'diagnostic', payload: { code, message: diagnosticMessages[code], details } });
    },
    flush() {
      if (isTelling) return;
      isTelling = true;
      try {
        for (let next = notices.shift(); next !== undefined; next = notices.shift()) tell(next);
      } finally {
        isTelling = false;
      }
    },
  };
}
