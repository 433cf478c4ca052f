// Shows what a session does: the facts, the log, the timeline, and what screen readers are told.
import type { TokenState } from '@mdh-tokens/store';
import { observeStore } from './observe-store.js';
import type { SessionObserver } from './participant-session.js';
import type { TimelineRecorder } from './timeline-recorder.js';
import { sdkCalled } from './timeline.js';
import type { LogView } from './views/log-view.js';
import type { CallCounts, StatusView } from './views/status-view.js';

export interface SessionDisplayParts {
  recorder: TimelineRecorder;
  status: StatusView;
  log: LogView;
  announce: (sentence: string) => void;
}

/** An observer for all sessions of a page: the counts go on from one to the next. */
export function createSessionDisplay(parts: SessionDisplayParts): SessionObserver {
  const { recorder, status, log, announce } = parts;
  const calls: CallCounts = { ok: 0, failed: 0, authenticator: 0 };
  let shownStatus: TokenState['status'] = 'idle';

  const count = (which: keyof CallCounts): void => {
    calls[which] += 1;
    status.showCalls(calls);
  };

  return {
    hosted(store) {
      observeStore(store, recorder, log);
      store.on('refresh-start', () => count('authenticator'));
    },
    stateChanged(state) {
      status.showState(state);
      if (state.status !== shownStatus) announce(`Token ${state.status.replace('-', ' ')}.`);
      shownStatus = state.status;
    },
    nameRead(name) {
      recorder.record((timeline, at) => sdkCalled(timeline, { at, ok: true }));
      count('ok');
      status.showName(name);
    },
    nameNotRead(error) {
      recorder.record((timeline, at) => sdkCalled(timeline, { at, ok: false }));
      count('failed');
      log.add(`An SDK call failed: ${String(error)}`, 'bad');
    },
  };
}
