// The faults of the control panel: what each breaks, and what the store promises about it.
import type { AuthenticatorFault } from '../server/answers.js';
import type { AuthenticatorSwitch } from './authenticator-fault.js';
import type { DemoServer } from './demo-server.js';
import type { PageClock } from './page-clock.js';
import type { PageNetwork } from './page-network.js';
import type { ParticipantSession } from './participant-session.js';
import type { TokenLifetime } from './token-lifetime.js';

/** Something that can be broken. */
export interface Fault {
  id: string;
  label: string;
  explanation: string;
  /** What the time-line calls the time it is on. */
  plotLabel: string;
  /** A switch stays on until it is pressed again; a moment is over at once; a span is over when `apply` resolves. */
  kind: 'switch' | 'moment' | 'span';
  /** Whether a switch is on. */
  isOn(): boolean;
  apply(on: boolean): Promise<void>;
  /** Makes what it does seen at once, where that would otherwise be at the next refresh only. */
  provoke?(): void;
}

export interface FaultTargets {
  server: DemoServer;
  authenticator: AuthenticatorSwitch;
  clock: PageClock;
  network: PageNetwork;
  lifetime: TokenLifetime;
  session: () => ParticipantSession | null;
  /** Writes a sentence into the time-line. */
  tell: (sentence: string) => void;
}

const shortLifeSeconds = 15;
const hourMs = 3_600_000;

/** The faults, in the order of the panel. */
export function createFaults(targets: FaultTargets): Fault[] {
  return [...authenticatorFaults(targets), ...tokenFaults(targets), ...pageFaults(targets)];
}

function authenticatorFaults(targets: FaultTargets): Fault[] {
  const { authenticator, session } = targets;
  const fault = (name: AuthenticatorFault, id: string, label: string, explanation: string): Fault => ({
    id,
    label,
    explanation,
    plotLabel: label,
    kind: 'switch',
    isOn: () => authenticator.current === name,
    apply: (on) => authenticator.use(on ? name : null),
    provoke: () => callAgain(session()),
  });
  return [
    fault(
      'unavailable',
      'authenticator',
      'Authenticator: 503',
      'Each token call gets a 503. The token in hand stays in use while the store tries again, ever slower.',
    ),
    fault(
      'never-answers',
      'never-answers',
      'Authenticator: never answers',
      'The store gives a call up after 10 seconds. SDK calls go on with the token in hand.',
    ),
    fault(
      'not-found',
      'not-found',
      'Authenticator: 404',
      'A wrong address. The store says so at once, and gives up only when the token in hand is over.',
    ),
    fault(
      'no-participant',
      'no-participant',
      'No participant: 403',
      'Signed in, but not a participant: the token is dropped, and calls fail at once instead of waiting.',
    ),
  ];
}

function tokenFaults({ server, lifetime, session }: FaultTargets): Fault[] {
  const usualLifeSeconds = lifetime.seconds;
  return [
    {
      id: 'revoke',
      label: 'Revoke the token',
      explanation:
        'MyDataHelps answers 401 from now on. The store fetches another token and repeats the refused call.',
      plotLabel: 'revoked',
      kind: 'moment',
      isOn: () => false,
      apply: () => server.revokeToken(),
    },
    {
      id: 'end-session',
      label: 'End the session: 401',
      explanation:
        'As if the server had restarted: the next token call meets a 401, and the page asks to sign in.',
      plotLabel: 'session ended',
      kind: 'moment',
      isOn: () => false,
      apply: async () => void (await server.signOut()),
      provoke: () => callAgain(session()),
    },
    {
      id: 'short-lives',
      label: 'Shorten lives',
      explanation: `Tokens live ${shortLifeSeconds} seconds: far below the 120 seconds at which the SDK alone would loop.`,
      plotLabel: 'short lives',
      kind: 'switch',
      isOn: () => lifetime.seconds === shortLifeSeconds,
      apply: (on) => lifetime.use(on ? shortLifeSeconds : usualLifeSeconds),
    },
  ];
}

function pageFaults({ clock, network, session, tell }: FaultTargets): Fault[] {
  return [
    {
      id: 'offline',
      label: 'Go offline',
      explanation:
        'The page loses its network and makes no SDK calls. Back online, the store asks at once if it must.',
      plotLabel: 'offline',
      kind: 'switch',
      isOn: () => network.isOffline,
      apply: async (on) => network.setOffline(on),
    },
    {
      id: 'clock',
      label: 'Jump the clock',
      explanation:
        'The page is an hour ahead, as after a sleep. The store takes the token for old and fetches a new one.',
      plotLabel: 'clock +1 h',
      kind: 'switch',
      isOn: () => clock.aheadMs !== 0,
      apply: async (on) => clock.setAhead(on ? hourMs : 0),
    },
    {
      id: 'survey',
      label: 'Take a survey',
      explanation:
        'The SDK opens a survey in a frame, which asks for the token: leave it open across a refresh or two.',
      plotLabel: 'survey open',
      kind: 'span',
      isOn: () => false,
      async apply() {
        const reason = await session()?.takeSurvey();
        tell(`The survey is over: ${reason ?? 'nobody is signed in'}.`);
      },
    },
  ];
}

/** Asks for a token, whatever state the store is in. How it went is in the state and in the time-line. */
function callAgain(session: ParticipantSession | null): void {
  if (session === null) return;
  const { store } = session;
  const hasEnded = store.state.status === 'denied' || store.state.status === 'failed';
  (hasEnded ? store.start() : store.refresh()).catch(() => undefined);
}
