// How long the next tokens live, and the control that sets it.
import type { DemoServer } from './demo-server.js';
import { createLifetimeView } from './views/lifetime-view.js';
import type { LogView } from './views/log-view.js';

export interface TokenLifetime {
  readonly seconds: number;
  /** Sets the life of the tokens to come, and fetches one, since the token in hand keeps the life it was given. */
  use(seconds: number): Promise<void>;
}

export interface TokenLifetimeParts {
  server: DemoServer;
  log: LogView;
  initialSeconds: number;
  /** Fetches a token, where somebody is signed in. */
  refresh: () => Promise<void>;
}

export function createTokenLifetime({
  server,
  log,
  initialSeconds,
  refresh,
}: TokenLifetimeParts): TokenLifetime {
  let current = initialSeconds;
  const use = async (seconds: number): Promise<void> => {
    await server.setTokenLifetime(seconds);
    current = seconds;
    view.show(seconds);
    try {
      await refresh();
    } catch (error) {
      log.add(`No new token for now: ${String(error)}`, 'bad');
    }
  };
  const view = createLifetimeView((seconds) => void use(seconds));
  view.show(current);
  return {
    get seconds() {
      return current;
    },
    use,
  };
}
