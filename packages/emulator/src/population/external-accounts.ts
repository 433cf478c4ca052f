// External accounts: the providers there are, and which of them a participant is connected to.
import { providerIds } from './provider-ids.js';
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

const provider = (id: number, name: string, category: string): ExternalAccountProvider => ({
  id,
  name,
  category,
  logoUrl: logoOf(name),
  enabled: true,
});

/** The providers of every emulator. */
export const externalAccountProviders: readonly ExternalAccountProvider[] = [
  provider(providerIds.fitbit, 'Fitbit', 'Device Manufacturer'),
  provider(providerIds.garmin, 'Garmin', 'Device Manufacturer'),
  provider(providerIds.oura, 'Oura', 'Device Manufacturer'),
  provider(providerIds.dexcom, 'Dexcom', 'Device Manufacturer'),
  provider(providerIds.omron, 'Omron', 'Device Manufacturer'),
  provider(providerIds.googleHealth, 'Google Health', 'Device Manufacturer'),
  provider(40, 'Example University Hospital', 'Provider'),
  provider(41, 'Lakeside Family Practice', 'Provider'),
  provider(42, 'Mountain View Cardiology', 'Provider'),
  provider(60, 'Example Health Plan', 'Health Plan'),
];

/** A Fitbit for everybody; some have an Omron, a Garmin or a hospital too, which sometimes needs a new sign-in. */
export function generateExternalAccounts(scene: Scene): ExternalAccount[] {
  const random = scene.random('accounts');
  const chances: Record<string, number> = { 'Example University Hospital': 0.6, Omron: 0.5, Garmin: 0.5 };
  const connected = externalAccountProviders.filter(
    ({ name }) => name === 'Fitbit' || random.chance(chances[name] ?? 0),
  );
  return connected.map((to, index) => ({
    id: index + 1,
    provider: { ...to },
    status: to.category === 'Provider' ? random.pick(['fetchComplete', 'unauthorized']) : 'fetchComplete',
    lastRefreshDate: toIso(scene.now - random.int(1, 20) * hourMs),
    connectionDate: scene.participant.enrollmentDate,
  }));
}

/** Connects a participant to a provider. An account of the same provider that was there before is replaced. */
export function connectAccount(
  accounts: readonly ExternalAccount[],
  to: ExternalAccountProvider,
  at: number,
): ExternalAccount[] {
  const id = 1 + Math.max(0, ...accounts.map((account) => account.id));
  const now = toIso(at);
  return [
    ...accounts.filter((account) => account.provider.id !== to.id),
    { id, provider: { ...to }, status: 'fetchComplete', lastRefreshDate: now, connectionDate: now },
  ];
}

/** The name of the provider as a picture: pages show logos without names, and nothing is loaded from elsewhere. */
function logoOf(name: string): string {
  const width = 24 + name.length * 11;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} 40" role="img" aria-label="${name}"><rect width="${width}" height="40" rx="6" fill="#e8edf2"/><text x="${width / 2}" y="26" text-anchor="middle" font-family="sans-serif" font-size="18" fill="#1b2b3a">${name}</text></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
