// What the control API tells about the emulator: everything a watcher wants to know, and no token.
import type { EmulatorClock } from '../emulator-clock.js';
import { endpoints, type Endpoint } from '../faults/endpoint.js';
import type { ActiveFault } from '../faults/fault.js';
import type { FaultRegistry } from '../faults/faults.js';
import type { EmulatorControls } from '../emulator-controls.js';
import type { Participant } from '../participant.js';
import type { DataAvailability, DataCollectionSettings } from '../population/data-collection.js';
import type { ParticipantDirectory } from '../api/participant-directory.js';
import type { IssuedToken, IssuedTokens } from '../tokens/issued-tokens.js';
import type { RateLimit } from '../traffic/rate-limiter.js';
import type { LoggedRequest, RequestLog } from '../traffic/request-log.js';

/** An issued token as the control API shows it: its `id` stands for it. */
export interface ShownToken extends Omit<IssuedToken, 'accessToken'> {
  /** `usable`, or why it is not. */
  status: 'usable' | 'expired' | 'revoked';
  /** Who holds it: the participant's identifier and name; `null` for the service account. */
  participantIdentifier: string | null;
  participantName: string | null;
  /** The calls that presented it, oldest first, of those that the log still has: when, what, and how they ended. */
  uses: TokenUse[];
}

/** A call that presented a token. */
export type TokenUse = Pick<LoggedRequest, 'at' | 'method' | 'path' | 'status' | 'reason'>;

/** The answer of `GET /__emulator__/state`. Instants are epoch milliseconds. */
export interface ControlState {
  url: string;
  projectId: string;
  serviceAccount: string;
  now: number;
  serverNow: number;
  /** The names that a fault may use for its endpoint. */
  endpoints: readonly Endpoint[];
  settings: {
    tokenLifetimeSeconds: number;
    clockOffsetSeconds: number;
    /** How far the emulator's time was moved on. */
    advancedSeconds: number;
    rateLimit: RateLimit | null;
    dataCollectionSettings: Readonly<DataCollectionSettings>;
    dataAvailability: Readonly<DataAvailability>;
  };
  faults: readonly ActiveFault[];
  /** Newest first, at most 50. */
  tokens: ShownToken[];
  tokensIssued: number;
  tokensUsable: number;
  participants: { participantIdentifier: string; name: string }[];
  /** Newest first, at most 50. */
  requests: LoggedRequest[];
  requestsTotal: number;
  /** Calls in each of the last 60 seconds, oldest first. */
  requestsPerSecond: readonly number[];
}

/** What the state is read from. */
export interface ControlStateSources {
  clock: EmulatorClock;
  issued: IssuedTokens;
  participants: ParticipantDirectory;
  faults: FaultRegistry;
  log: RequestLog;
  controls: EmulatorControls;
  url: () => string;
  projectId: string;
  serviceAccount: string;
}

const shown = 50;

/** Reads the state. */
export function readControlState(sources: ControlStateSources): ControlState {
  const { clock, log, controls, faults } = sources;
  const tokens = sources.issued.list();
  return {
    url: sources.url(),
    projectId: sources.projectId,
    serviceAccount: sources.serviceAccount,
    now: clock.now(),
    serverNow: clock.serverNow(),
    endpoints,
    settings: {
      tokenLifetimeSeconds: controls.tokenLifetimeSeconds,
      clockOffsetSeconds: faults.clockOffsetSeconds,
      advancedSeconds: clock.advancedSeconds,
      rateLimit: controls.rateLimit,
      dataCollectionSettings: controls.dataCollectionSettings,
      dataAvailability: controls.dataAvailability,
    },
    faults: faults.active,
    tokens: tokens
      .slice(-shown)
      .map((token) => showToken(token, sources))
      .toReversed(),
    tokensIssued: sources.issued.total,
    tokensUsable: tokens.filter((token) => statusOf(token, clock.now()) === 'usable').length,
    participants: sources.participants.all().map((participant) => ({
      participantIdentifier: participant.participantIdentifier,
      name: nameOf(participant),
    })),
    requests: log.recent().slice(-shown).toReversed(),
    requestsTotal: log.total,
    requestsPerSecond: log.perSecond(),
  };
}

function showToken(
  { accessToken: _secret, ...token }: IssuedToken,
  sources: ControlStateSources,
): ShownToken {
  const participant =
    token.participantId === null ? undefined : sources.participants.byId(token.participantId);
  return {
    ...token,
    status: statusOf(token, sources.clock.now()),
    participantIdentifier: participant?.participantIdentifier ?? null,
    participantName: participant === undefined ? null : nameOf(participant),
    uses: sources.log
      .recent()
      .filter(({ tokenId }) => tokenId === token.id)
      .map(({ at, method, path, status, reason }) => ({ at, method, path, status, reason })),
  };
}

function statusOf(token: Pick<IssuedToken, 'revokedAt' | 'expiresAt'>, now: number): ShownToken['status'] {
  if (token.revokedAt !== null) return 'revoked';
  return now < token.expiresAt ? 'usable' : 'expired';
}

function nameOf({ demographics, participantIdentifier }: Participant): string {
  const name = [demographics['firstName'], demographics['lastName']].filter(Boolean).join(' ');
  return name === '' ? participantIdentifier : name;
}
