// How long the next tokens live, and the control that sets it.
import type { DemoServer } from './demo-server.js';
import { createLifetimeView } from './views/lifetime-view.js';

export interface TokenLifetime {
  readonly seconds: number;
  /** Sets the life of the tokens to come, and fetches one, since the token in hand keeps the life it was given. */
  use(seconds: number): Promise<void>;
}

export interface TokenLifetimeParts {
  server: DemoServer;
  initialSeconds: number;
  /** Fetches a token, where somebody is signed in. */
  refresh: () => Promise<void>;
}

export function createTokenLifetime({ server, initialSeconds, refresh }: TokenLifetimeParts): TokenLifetime {
  let current = initialSeconds;
  const use = async (seconds: number): Promise<void> => {
    await server.setTokenLifetime(seconds);
    current = seconds;
    view.show(seconds);
    // How it went is in the state and in the time-line.
    await refresh().catch(() => undefined);
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
