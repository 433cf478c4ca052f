// The faults of the control panel: what each breaks, and what the store promises about it.
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
  /** What the plot calls the time it is on. */
  plotLabel: string;
  /** A switch stays on until it is pressed again; a moment is over at once; a span is over when `apply` resolves. */
  kind: 'switch' | 'moment' | 'span';
  /** Whether it is on when the page opens: the server keeps it across a reload, and for every page. */
  isOn?: boolean;
  apply(on: boolean): Promise<void>;
}

export interface FaultTargets {
  server: DemoServer;
  clock: PageClock;
  network: PageNetwork;
  lifetime: TokenLifetime;
  /** Whether the authenticator fails as the page opens. */
  authenticatorFails: boolean;
  session: () => ParticipantSession | null;
  /** Adds a sentence to the log. */
  tell: (sentence: string) => void;
}

const shortLifeSeconds = 15;
const hourMs = 3_600_000;

/** The faults, in the order of the panel. */
export function createFaults(targets: FaultTargets): Fault[] {
  const { server, clock, network, lifetime } = targets;
  const usualLifeSeconds = lifetime.seconds;
  return [
    {
      id: 'authenticator',
      label: 'Fail the authenticator',
      explanation:
        'Each token call gets a 503. The token in hand stays in use while the store tries again, ever slower.',
      plotLabel: 'authenticator fails',
      kind: 'switch',
      isOn: targets.authenticatorFails,
      apply: (on) => server.failAuthenticator(on),
    },
    {
      id: 'revoke',
      label: 'Revoke the token',
      explanation:
        'MyDataHelps answers 401 from now on. The store fetches another token and repeats the refused call.',
      plotLabel: 'revoked',
      kind: 'moment',
      apply: () => server.revokeToken(),
    },
    {
      id: 'short-lives',
      label: 'Shorten lives',
      explanation: `Tokens live ${shortLifeSeconds} seconds: far below the 120 seconds at which the SDK alone would loop.`,
      plotLabel: 'short lives',
      kind: 'switch',
      apply: (on) => lifetime.use(on ? shortLifeSeconds : usualLifeSeconds),
    },
    {
      id: 'offline',
      label: 'Go offline',
      explanation:
        'The page loses its network and makes no SDK calls. Back online, the store asks at once if it must.',
      plotLabel: 'offline',
      kind: 'switch',
      apply: async (on) => network.setOffline(on),
    },
    {
      id: 'clock',
      label: 'Jump the clock',
      explanation:
        'The page is an hour ahead, as after a sleep. The store takes the token for old and fetches a new one.',
      plotLabel: 'clock +1 h',
      kind: 'switch',
      apply: async (on) => clock.setAhead(on ? hourMs : 0),
    },
    {
      id: 'tab',
      label: 'Open a second tab',
      explanation: 'The tabs of one session share their token: one of them asks, the others are told.',
      plotLabel: 'second tab',
      kind: 'moment',
      apply: async () => {
        window.open(window.location.href, '_blank', 'noopener');
      },
    },
    {
      id: 'survey',
      label: 'Take a survey',
      explanation:
        'The SDK opens a survey in a frame, which asks for the token: leave it open across a refresh or two.',
      plotLabel: 'survey open',
      kind: 'span',
      async apply() {
        const reason = await targets.session()?.takeSurvey();
        targets.tell(`The survey is over: ${reason ?? 'nobody is signed in'}.`);
      },
    },
  ];
}
