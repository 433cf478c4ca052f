// Signs in and out, and shows what the session does.
import type { TokenState } from '@mdh-tokens/store';
import type { SessionAnswer, SignedInSession } from '../server/answers.js';
import type { DemoServer } from './demo-server.js';
import { observeStore } from './observe-store.js';
import { beginParticipantSession, type ParticipantSession } from './participant-session.js';
import type { TimelineRecorder } from './timeline-recorder.js';
import { sdkCalled } from './timeline.js';
import type { LogView } from './views/log-view.js';
import { createSessionView, type SessionView } from './views/session-view.js';
import type { CallCounts, StatusView } from './views/status-view.js';

export interface SessionControllerParts {
  server: DemoServer;
  baseUrl: string;
  recorder: TimelineRecorder;
  status: StatusView;
  log: LogView;
  announce: (sentence: string) => void;
  /** Told whenever a session begins (with it) or has ended (`null`). */
  sessionChanged: (session: ParticipantSession | null) => void;
}

export interface SessionController {
  readonly view: SessionView;
  /** Takes up the session that the server names, or offers the form. */
  resume(answer: SessionAnswer): Promise<void>;
}

export function createSessionController(parts: SessionControllerParts): SessionController {
  const { server, recorder, status, log, announce } = parts;
  let session: ParticipantSession | null = null;
  const calls: CallCounts = { ok: 0, failed: 0, authenticator: 0 };

  const called = (ok: boolean): void => {
    calls[ok ? 'ok' : 'failed'] += 1;
    recorder.record((timeline, at) => sdkCalled(timeline, { at, ok }));
    status.showCalls(calls);
  };

  let shownStatus: TokenState['status'] = 'idle';
  const stateChanged = (state: TokenState): void => {
    status.showState(state);
    if (state.status !== shownStatus) announce(`Token ${state.status.replace('-', ' ')}.`);
    shownStatus = state.status;
    if (state.status === 'signed-out') leave('The session has ended. Sign in again.');
  };

  const begin = async ({ key }: SignedInSession): Promise<void> => {
    view.showSignedIn();
    const options = { baseUrl: parts.baseUrl, share: key };
    session = await beginParticipantSession(options, {
      hosted(store) {
        observeStore(store, recorder, log);
        store.on('refresh-start', () => {
          calls.authenticator += 1;
          status.showCalls(calls);
        });
      },
      stateChanged,
      nameRead(name) {
        called(true);
        status.showName(name);
      },
      nameNotRead(error) {
        called(false);
        log.add(`An SDK call failed: ${String(error)}`, 'bad');
      },
    });
    parts.sessionChanged(session);
  };

  const leave = (hint?: string): void => {
    session?.end();
    session = null;
    parts.sessionChanged(null);
    view.showSignedOut(hint);
  };

  const resume = async (answer: SessionAnswer): Promise<void> => {
    if (answer.signedIn) await begin(answer);
    else view.showSignedOut();
  };

  const signIn = async (participantIdentifier: string): Promise<void> => {
    try {
      const answer = await server.signIn(participantIdentifier);
      log.add(`You signed in as ${participantIdentifier}.`, 'visitor');
      await resume(answer);
    } catch (error) {
      view.showSignedOut(String(error));
    }
  };

  const signOut = async (): Promise<void> => {
    // First out of the page, then out of the server: no call meets a session that is half gone.
    leave();
    log.add('You signed out: the SDK holds no token.', 'visitor');
    announce('Signed out.');
    await server.signOut();
  };

  const view = createSessionView({
    signIn: (participantIdentifier) => void signIn(participantIdentifier),
    signOut: () => void signOut(),
  });

  return { view, resume };
}
