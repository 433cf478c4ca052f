// The faults of the control panel: what each breaks, and what the store promises about it.
import type { DemoServer } from './demo-server.js';
import type { PageClock } from './page-clock.js';
import type { PageNetwork } from './page-network.js';
import type { ParticipantSession } from './participant-session.js';
import { openSurvey } from './survey.js';

/** Something that can be broken. */
export interface Fault {
  id: string;
  label: string;
  explanation: string;
  /** What the plot calls the time it is on. */
  plotLabel: string;
  /** A switch stays on until it is pressed again; the others happen once. */
  isSwitch: boolean;
  apply(on: boolean): Promise<void>;
}

export interface FaultTargets {
  server: DemoServer;
  clock: PageClock;
  network: PageNetwork;
  /** Sets the life of the next tokens and fetches one of them. */
  useLifetime: (seconds: number) => Promise<void>;
  /** The life to go back to. */
  usualLifetimeSeconds: number;
  session: () => ParticipantSession | null;
}

const shortLifeSeconds = 15;
const hourMs = 3_600_000;

/** The faults, in the order of the panel. */
export function createFaults(targets: FaultTargets): Fault[] {
  const { server, clock, network } = targets;
  return [
    {
      id: 'authenticator',
      label: 'Fail the authenticator',
      explanation:
        'Each token call gets a 503. The token in hand stays in use while the store tries again, ever slower.',
      plotLabel: 'authenticator fails',
      isSwitch: true,
      apply: (on) => server.failAuthenticator(on),
    },
    {
      id: 'revoke',
      label: 'Revoke the token',
      explanation:
        'MyDataHelps answers 401 from now on. The store fetches another token and repeats the refused call.',
      plotLabel: 'revoked',
      isSwitch: false,
      apply: () => server.revokeToken(),
    },
    {
      id: 'short-lives',
      label: 'Shorten lives',
      explanation: `Tokens live ${shortLifeSeconds} seconds: far below the 120 seconds at which the SDK alone would loop.`,
      plotLabel: 'short lives',
      isSwitch: true,
      apply: (on) => targets.useLifetime(on ? shortLifeSeconds : targets.usualLifetimeSeconds),
    },
    {
      id: 'offline',
      label: 'Go offline',
      explanation:
        'The page loses its network and makes no SDK calls. Back online, the store asks at once if it must.',
      plotLabel: 'offline',
      isSwitch: true,
      apply: async (on) => network.setOffline(on),
    },
    {
      id: 'clock',
      label: 'Jump the clock',
      explanation:
        'The page is an hour ahead, as after a sleep. The store takes the token for old and fetches a new one.',
      plotLabel: 'clock +1 h',
      isSwitch: true,
      apply: async (on) => clock.setAhead(on ? hourMs : 0),
    },
    {
      id: 'tab',
      label: 'Open a second tab',
      explanation: 'The tabs of one session share their token: one of them asks, the others are told.',
      plotLabel: 'second tab',
      isSwitch: false,
      apply: async () => {
        window.open(window.location.href, '_blank', 'noopener');
      },
    },
    {
      id: 'survey',
      label: 'Take a survey',
      explanation:
        'The SDK opens a survey in a frame, which asks for the token. It goes on across refreshes.',
      plotLabel: 'survey',
      isSwitch: false,
      apply: async () => {
        const session = targets.session();
        if (session !== null) openSurvey(session.sdk);
      },
    },
  ];
}
