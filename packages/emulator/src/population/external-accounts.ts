// External accounts: the providers there are, and which of them a participant is connected to.
import { hourMs, toIso, type Scene } from './scene.js';

/** A provider of health records or device data. */
export interface ExternalAccountProvider {
  id: number;
  name: string;
  category: string;
  logoUrl: string;
  enabled: boolean;
}

/** A participant's connection to a provider. */
export interface ExternalAccount {
  id: number;
  provider: ExternalAccountProvider;
  status: 'unauthorized' | 'fetchComplete' | 'error' | 'fetchingData';
  lastRefreshDate: string;
  connectionDate?: string;
}

/** A small grey square: pages show something, and nothing is loaded from elsewhere. */
const logoUrl =
  'data:image/svg+xml,%3Csvg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"%3E%3Crect width="8" height="8" rx="1" fill="%23667"/%3E%3C/svg%3E';

const provider = (id: number, name: string, category: string): ExternalAccountProvider => ({
  id,
  name,
  category,
  logoUrl,
  enabled: true,
});

/** The providers of every emulator. */
export const externalAccountProviders: readonly ExternalAccountProvider[] = [
  provider(2, 'Fitbit', 'Device Manufacturer'),
  provider(17, 'Garmin', 'Device Manufacturer'),
  provider(24, 'Oura', 'Device Manufacturer'),
  provider(40, 'Example University Hospital', 'Provider'),
  provider(41, 'Lakeside Family Practice', 'Provider'),
  provider(42, 'Mountain View Cardiology', 'Provider'),
  provider(60, 'Example Health Plan', 'Health Plan'),
];

/** One or two connections; the second is sometimes in need of a new sign-in. */
export function generateExternalAccounts(scene: Scene): ExternalAccount[] {
  const random = scene.random('accounts');
  const [fitbit, , , hospital] = externalAccountProviders;
  if (fitbit === undefined || hospital === undefined) return [];
  const connected = (id: number, to: ExternalAccountProvider): ExternalAccount => ({
    id,
    provider: { ...to },
    status: 'fetchComplete',
    lastRefreshDate: toIso(scene.now - random.int(1, 20) * hourMs),
    connectionDate: scene.participant.enrollmentDate,
  });
  const accounts = [connected(1, fitbit)];
  if (random.chance(0.6)) {
    accounts.push({ ...connected(2, hospital), status: random.pick(['fetchComplete', 'unauthorized']) });
  }
  return accounts;
}
