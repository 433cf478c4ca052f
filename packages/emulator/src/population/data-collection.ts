// What the project collects, and from which sources a participant has data.
import { deviceDataTypes, type DeviceDataNamespace } from './device-data.js';
import type { DeviceDataV2Namespace } from './device-data-v2.js';
import type { ExternalAccount } from './external-accounts.js';
import { providerIds } from './provider-ids.js';

/** Whether the project collects from each source: `GET datacollectionsettings`. */
export interface DataCollectionSettings {
  fitbitEnabled: boolean;
  googleHealthEnabled: boolean;
  ehrEnabled: boolean;
  garminEnabled: boolean;
  dexcomEnabled: boolean;
  omronEnabled: boolean;
  airQualityEnabled: boolean;
  weatherEnabled: boolean;
  appleHealthRecordsEnabled: boolean;
  appleHealthEnabled: boolean;
  googleFitEnabled: boolean;
  healthConnectEnabled: boolean;
  ouraEnabled: boolean;
}

/** Which health records the phone has handed over: `GET dataavailability`. */
export interface DataAvailability {
  appleHealthRecords: boolean;
  healthConnectPhr: boolean;
}

/** A source of device data, in version 1 or 2. */
export type Source = DeviceDataNamespace | DeviceDataV2Namespace;

/** The sources there is made-up data for are on, and the others off. */
export const defaultDataCollectionSettings: DataCollectionSettings = {
  fitbitEnabled: true,
  googleHealthEnabled: false,
  ehrEnabled: true,
  garminEnabled: true,
  dexcomEnabled: false,
  omronEnabled: true,
  airQualityEnabled: true,
  weatherEnabled: false,
  appleHealthRecordsEnabled: false,
  appleHealthEnabled: true,
  googleFitEnabled: false,
  healthConnectEnabled: true,
  ouraEnabled: false,
};

export const defaultDataAvailability: DataAvailability = {
  appleHealthRecords: false,
  healthConnectPhr: false,
};

interface SourceTraits {
  setting: keyof DataCollectionSettings;
  /** The account that the data come over; `null` for a phone or a public service. */
  providerId: number | null;
}

const traits: Record<Exclude<Source, 'Project'>, SourceTraits> = {
  Fitbit: { setting: 'fitbitEnabled', providerId: providerIds.fitbit },
  Garmin: { setting: 'garminEnabled', providerId: providerIds.garmin },
  Dexcom: { setting: 'dexcomEnabled', providerId: providerIds.dexcom },
  Omron: { setting: 'omronEnabled', providerId: providerIds.omron },
  Oura: { setting: 'ouraEnabled', providerId: providerIds.oura },
  GoogleHealth: { setting: 'googleHealthEnabled', providerId: providerIds.googleHealth },
  AppleHealth: { setting: 'appleHealthEnabled', providerId: null },
  HealthConnect: { setting: 'healthConnectEnabled', providerId: null },
  GoogleFit: { setting: 'googleFitEnabled', providerId: null },
  AirNowApi: { setting: 'airQualityEnabled', providerId: null },
  WeatherBit: { setting: 'weatherEnabled', providerId: null },
};

/** Whether the project collects from a source. What apps persist themselves is always collected. */
export function isCollected(source: Source, settings: DataCollectionSettings): boolean {
  return source === 'Project' || settings[traits[source].setting];
}

/** Whether a source tells of a participant's days: the project collects from it, and its account, if any, is connected. */
export function isTold(
  source: Source,
  settings: DataCollectionSettings,
  accounts: readonly ExternalAccount[],
): boolean {
  if (source === 'Project' || !isCollected(source, settings)) return false;
  const { providerId } = traits[source];
  return providerId === null || accounts.some(({ provider }) => provider.id === providerId);
}

/** The types of version 1 that the project collects. */
export function queryableDeviceDataTypes(
  settings: DataCollectionSettings,
): readonly { namespace: DeviceDataNamespace; type: string }[] {
  return deviceDataTypes.filter(({ namespace }) => isCollected(namespace, settings));
}
