// Signs in and out.
import type { TokenState } from '@mdh-tokens/store';
import type { SessionAnswer, SignedInSession } from '../server/answers.js';
import type { DemoServer } from './demo-server.js';
import type { DevtoolsView } from './devtools-view.js';
import {
  beginParticipantSession,
  type ParticipantSession,
  type SessionObserver,
} from './participant-session.js';
import { createSessionView, type SessionView } from './views/session-view.js';

export interface SessionControllerParts {
  server: DemoServer;
  baseUrl: string;
  display: SessionObserver;
  devtools: DevtoolsView;
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
  const { server, display, devtools, announce } = parts;
  let session: ParticipantSession | null = null;
  // Changes with each sign-out: what was on its way before is not wanted any more.
  let turn = 0;
  let isSigningIn = false;
  /** The end of the session on the server, while it is on its way. */
  let leaving: Promise<void> | null = null;

  const begin = async ({ key }: SignedInSession): Promise<void> => {
    const mine = turn;
    const recorder = devtools.createRecorder();
    view.showSignedIn();
    const begun = await beginParticipantSession(
      { baseUrl: parts.baseUrl, share: key, inspect: recorder?.inspect },
      {
        ...display,
        hosted(store) {
          devtools.show(store, recorder);
          display.hosted(store);
        },
        stateChanged(state) {
          display.stateChanged(state);
          if (mine === turn && state.status === 'signed-out') leave(signedOutWords(state));
        },
      },
    );
    if (mine !== turn) return begun.end();
    session = begun;
    parts.sessionChanged(session);
  };

  const leave = (hint?: string): void => {
    turn += 1;
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
    if (isSigningIn) return;
    isSigningIn = true;
    const mine = turn;
    try {
      // What ends the old session's cookie must not meet the new one's.
      await leaving;
      const answer = await server.signIn(participantIdentifier);
      // Signed out in the meantime: the session that has just begun on the server ends there, too.
      if (mine !== turn) return void (await server.signOut());
      await resume(answer);
    } catch (error) {
      view.showSignedOut(String(error));
    } finally {
      isSigningIn = false;
    }
  };

  const signOut = (): void => {
    if (leaving !== null) return;
    turn += 1;
    // Here at once, whatever becomes of the server: nobody who wants to go waits for it.
    session?.signOut();
    leave();
    announce('Signed out.');
    leaving = endOnServer();
  };

  const endOnServer = async (): Promise<void> => {
    try {
      await server.signOut();
    } catch (error) {
      view.showSignedOut(notEndedWords(error));
    } finally {
      leaving = null;
    }
  };

  const view = createSessionView({
    signIn: (participantIdentifier) => void signIn(participantIdentifier),
    signOut,
  });
  return { view, resume };
}

function signedOutWords({ error }: Extract<TokenState, { status: 'signed-out' }>): string | undefined {
  switch (error.code) {
    case 'participant_changed':
      return 'Somebody else is signed in now, in another tab: this one has dropped its token. Reload the page.';
    case 'signed_out':
      return undefined;
    default:
      return 'The session has ended on the server. Sign in again.';
  }
}

function notEndedWords(error: unknown): string {
  return (
    'You are signed out in this browser: the token is dropped in all its tabs. The session on the server was NOT ended, ' +
    `since the server did not answer. It would take up where you left after a reload: sign in and out again. (${String(error)})`
  );
}
