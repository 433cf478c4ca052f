// Signs in and out.
import type { SessionAnswer, SignedInSession } from '../server/answers.js';
import type { DemoServer } from './demo-server.js';
import {
  beginParticipantSession,
  type ParticipantSession,
  type SessionObserver,
} from './participant-session.js';
import type { LogView } from './views/log-view.js';
import { createSessionView, type SessionView } from './views/session-view.js';

export interface SessionControllerParts {
  server: DemoServer;
  baseUrl: string;
  display: SessionObserver;
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
  const { server, display, log, announce } = parts;
  let session: ParticipantSession | null = null;
  // Changes with each sign-out: what was on its way before is not wanted any more.
  let turn = 0;
  let isSigningIn = false;
  let isSigningOut = false;

  const begin = async ({ key }: SignedInSession): Promise<void> => {
    const mine = turn;
    view.showSignedIn();
    const begun = await beginParticipantSession(
      { baseUrl: parts.baseUrl, share: key },
      {
        ...display,
        stateChanged(state) {
          display.stateChanged(state);
          if (mine === turn && state.status === 'signed-out') leave('The session has ended. Sign in again.');
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
      const answer = await server.signIn(participantIdentifier);
      // Signed out in the meantime: the session that has just begun on the server ends there, too.
      if (mine !== turn) return void (await server.signOut());
      log.add(`You signed in as ${participantIdentifier}.`, 'visitor');
      await resume(answer);
    } catch (error) {
      view.showSignedOut(String(error));
    } finally {
      isSigningIn = false;
    }
  };

  const signOut = async (): Promise<void> => {
    if (isSigningOut) return;
    isSigningOut = true;
    turn += 1;
    let hint: string | undefined;
    try {
      await (session === null ? server.signOut() : session.signOut(() => server.signOut()));
    } catch (error) {
      hint = `Signed out in this tab only. ${String(error)}`;
    }
    isSigningOut = false;
    leave(hint);
    log.add('You signed out: the SDK holds no token.', 'visitor');
    announce('Signed out.');
  };

  const view = createSessionView({
    signIn: (participantIdentifier) => void signIn(participantIdentifier),
    signOut: () => void signOut(),
  });
  return { view, resume };
}
