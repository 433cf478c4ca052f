// One action of the core, done to the part of the outside that it is about.
import type { CoreAction } from './core/actions.js';
import type { CoreState } from './core/state.js';
import type { Flights } from './flights.js';
import { noticesOf } from './notices.js';
import type { Outbox } from './outbox.js';
import type { Sinks } from './sinks.js';
import type { Peers } from './tabs/peers.js';
import type { HandedToken } from './token-sink.js';
import type { Vault } from './vault.js';

export interface PerformerParts {
  readonly flights: Flights;
  readonly vault: Vault;
  readonly sinks: Sinks;
  readonly peers: Peers;
  readonly outbox: Pick<Outbox, 'add' | 'diagnose'>;
  /** Arms the one timer, or disarms it. */
  timer(delayMs: number | null): void;
  /** Enters `started` in a microtask. */
  defer(): void;
  core(): CoreState;
  /** The token as a sink gets it. */
  handed(): HandedToken | null;
}

export function createPerformer(parts: PerformerParts): (action: CoreAction) => void {
  const { flights, vault, sinks, peers, outbox } = parts;

  function handOver(): void {
    const token = parts.handed();
    if (token !== null) sinks.handOver(token);
  }

  return (action) => {
    switch (action.type) {
      case 'defer':
        return parts.defer();
      case 'call':
        return flights.start(action.flightId, action.reason);
      case 'abort':
        return flights.abort(action.flightId);
      case 'commit':
        vault.take(flights.take(action.flightId));
        handOver();
        return peers.tellToken();
      case 'adopt':
        vault.take(peers.heard());
        return handOver();
      case 'hand-over':
        return handOver();
      case 'drop':
        vault.drop();
        return action.fromSdk ? sinks.drop() : undefined;
      case 'arm':
        return parts.timer(action.delayMs);
      case 'ask-peers':
        return peers.ask();
      case 'take-turn':
        return peers.takeTurn();
      case 'end-turn':
        return peers.endTurn();
      case 'tell-failure':
        return peers.tellFailure(action.error, action.agoMs);
      case 'diagnose':
        return outbox.diagnose(action.code, action.details);
      default:
        return outbox.add(...noticesOf(action, parts.core()));
    }
  };
}
