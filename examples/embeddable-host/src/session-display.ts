// Shows what a session does, in the facts at the top of the page.
import type { SessionObserver } from './participant-session.js';
import type { CallCounts, FactsView } from './views/facts-view.js';

/** An observer for all sessions of a page: the counts go on from one to the next. */
export function createSessionDisplay(facts: FactsView): SessionObserver {
  const calls: CallCounts = { ok: 0, failed: 0, authenticator: 0 };
  const count = (which: keyof CallCounts): void => {
    calls[which] += 1;
    facts.showCalls(calls);
  };
  return {
    hosted(store) {
      store.on('refresh-start', () => count('authenticator'));
    },
    stateChanged: (state) => facts.showState(state),
    nameRead(name) {
      count('ok');
      facts.showName(name);
    },
    nameNotRead: () => count('failed'),
  };
}
