// A real emulator over real HTTP, and an exchange that talks to it.
import { createEmulator, type Emulator, type EmulatorOptions } from '@mdh-tokens/emulator';
import { onTestFinished, vi } from 'vitest';
import { createTokenExchange, type TokenExchange, type TokenExchangeOptions } from '../src/index.js';

/** Starts an emulator that ends with the test. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = createEmulator(options);
  await emulator.listen();
  onTestFinished(() => emulator.close());
  return emulator;
}

/** An exchange with the emulator's own settings. */
export function exchangeFor(emulator: Emulator, options: Partial<TokenExchangeOptions> = {}): TokenExchange {
  return createTokenExchange({
    serviceAccount: emulator.serviceAccount,
    privateKey: emulator.privateKey,
    projectId: emulator.projectId,
    baseUrl: emulator.url,
    ...options,
  });
}

/** The same settings in the environment, for an example that reads them there when it is loaded. */
export function stubEnvironment(emulator: Emulator): void {
  vi.stubEnv('MDH_SERVICE_ACCOUNT', emulator.serviceAccount);
  vi.stubEnv('MDH_PRIVATE_KEY', emulator.privateKey);
  vi.stubEnv('MDH_PROJECT_ID', emulator.projectId);
  vi.stubEnv('MDH_BASE_URL', emulator.url);
}

/** The first of the emulator's participants. */
export function somebody(emulator: Emulator): { id: string; identifier: string } {
  const [participant] = emulator.participants;
  if (participant === undefined) throw new Error('the emulator has no participant');
  return { id: participant.id, identifier: participant.participantIdentifier };
}

/** The tokens of one kind that the emulator issued. */
export function issuedTo(emulator: Emulator, kind: 'service' | 'participant'): string[] {
  return emulator.issued.filter((token) => token.kind === kind).map((token) => token.accessToken);
}
