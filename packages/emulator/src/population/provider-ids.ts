// The IDs of device providers in production, by which pages find a participant's account of a provider.

/** As in the vendor's UI library (MyDataHelpsUI, src/helpers/providerIDs.ts). */
export const providerIds = {
  fitbit: 564,
  garmin: 6327,
  dexcom: 5691,
  omron: 1466,
  oura: 45_417,
  googleHealth: 49_369,
} as const;
