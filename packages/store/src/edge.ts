// The outside of a store: the call, the timer, the token, the SDK, the page and the other tabs, made and wired.
import type { CoreAction } from './core/actions.js';
import type { CoreEvent } from './core/events.js';
import { isLive, usableToken, type CoreState, type Phase } from './core/state.js';
import { answerFacts } from './answer-facts.js';
import { createSkewWatch } from './clock-skew.js';
import { createFlights } from './flights.js';
import type { Settings } from './options.js';
import type { Outbox } from './outbox.js';
import { createPerformer } from './perform.js';
import { inMicrotask } from './platform/microtask.js';
import { believesOnline, listenToPage, type PageEvent } from './platform/page-events.js';
import { createTimer } from './platform/timer.js';
import { createSinks, type Sinks } from './sinks.js';
import { createPeers, type TellableToken } from './tabs/peers.js';
import type { HandedToken } from './token-sink.js';
import { createVault, type Vault } from './vault.js';

/** The loop that the edge belongs to. */
export interface EdgeHost {
  core(): CoreState;
  /** The position of the time line. */
  now(): number;
  dispatch(event: CoreEvent): void;
  readonly outbox: Pick<Outbox, 'add' | 'diagnose'>;
  /** Tells of something unusual when what is under way is done. */
  diagnose: Outbox['diagnose'];
}

export interface Edge {
  readonly sinks: Sinks;
  readonly vault: Vault;
  act(action: CoreAction): void;
  /** A run has begun: listen to page and tabs. */
  begin(): void;
  /** A run has ended: leave page, tabs and SDK alone. */
  end(phase: Phase): void;
  isOnline(): boolean;
  /** The token as a sink gets it. */
  handed(): HandedToken | null;
}

export function createEdge(settings: Settings, host: EdgeHost): Edge {
  const { dispatch, outbox } = host;
  const vault = createVault();
  const sinks = createSinks();
  let leavePage: (() => void) | null = null;

  const watchSkew = createSkewWatch((seconds) => host.diagnose('clock_skew', { seconds }));
  const flights = createFlights(settings.call, {
    answered(flightId, answer) {
      for (const note of answer.notes) host.diagnose('answer_note', { note });
      watchSkew(answer.skewSeconds);
      const facts = answerFacts(answer, vault.isLast(answer.response.access_token));
      dispatch({ type: 'answered', flightId, facts });
    },
    failed: (flightId, error) => dispatch({ type: 'call-failed', flightId, error }),
  });
  const peers = createPeers(settings.shareWith, {
    dispatch: dispatchFromPeer,
    dropped: (why) => host.diagnose('tab_message_dropped', { why }),
    token: () => tellableToken(host.core(), vault, host.now()),
    core: host.core,
    now: host.now,
    isLastToken: (accessToken) => vault.isLast(accessToken),
  });

  /** A tab that comes back from a sign-out needs its SDK again, which may have gone to another store. */
  function dispatchFromPeer(event: CoreEvent): void {
    const wasOut = host.core().phase === 'signed-out';
    if (wasOut && (event.type !== 'peer-token' || sinks.claim() !== null)) return;
    dispatch(event);
    if (wasOut && !isLive(host.core())) sinks.release(false);
  }

  function handed(): HandedToken | null {
    if (vault.accessToken === null || host.core().token === null) return null;
    // Also of a later answer with the same token.
    const leftMs = () => (host.core().token?.expiresAt ?? 0) - host.now();
    return { accessToken: vault.accessToken, leftMs };
  }

  const act = createPerformer({
    flights,
    vault,
    sinks,
    peers,
    outbox,
    timer: createTimer(() => dispatch({ type: 'timer' })),
    defer: () => inMicrotask(() => dispatch({ type: 'started' })),
    core: host.core,
    handed,
  });

  function isOnline(): boolean {
    return settings.ignoresOffline || believesOnline();
  }

  function onPage(event: PageEvent): void {
    if (event === 'wake') dispatch({ type: 'wake', online: isOnline() });
    else dispatch({ type: isOnline() ? 'online' : event });
  }

  return {
    sinks,
    vault,
    act,
    handed,
    isOnline,
    begin() {
      peers.open();
      leavePage = listenToPage(onPage);
    },
    end(phase) {
      // A tab that is signed out goes on listening to the others: the user may sign in there.
      if (phase !== 'signed-out') peers.close();
      leavePage?.();
      leavePage = null;
      vault.forget();
      sinks.release(phase === 'stopped');
    },
  };
}

function tellableToken(core: CoreState, { response }: Vault, now: number): TellableToken | null {
  const token = usableToken(core, now);
  if (response === null || token === null) return null;
  return {
    response,
    generation: token.generation,
    lifeMs: core.lifeMs,
    leftMs: token.expiresAt - now,
    refreshInMs: token.refreshAt - now,
  };
}
