// One step of the core, as an inspector sees it: without a token and without a participant.
import type { CoreAction } from '../core/actions.js';
import type { CoreEvent } from '../core/events.js';
import type { TokenState } from '../core/snapshot.js';

/** What the option `inspect` is called with after each step of the core. */
export interface InspectedStep {
  /** When, in epoch milliseconds on the page's wall clock. */
  readonly at: number;
  /** What happened. */
  readonly event: CoreEvent;
  /** The snapshot after it. */
  readonly state: TokenState;
  /** What the store did about it, in order. */
  readonly actions: readonly CoreAction[];
}

/** The hash of the participant stays inside: a recorded time-line would otherwise tell participants apart. */
export function withoutSubject(event: CoreEvent): CoreEvent {
  if (event.type === 'peer-failure') return { ...event, subject: null };
  if (event.type === 'answered') return { ...event, facts: { ...event.facts, subject: null } };
  return event.type === 'peer-token' ? { ...event, facts: { ...event.facts, subject: null } } : event;
}
