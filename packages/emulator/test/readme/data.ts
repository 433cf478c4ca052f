import { createEmulator } from '@mdh-tokens/emulator';

export const emulator = createEmulator({
  // The project collects no data of Apple Health; everything else is as by default.
  dataCollectionSettings: { appleHealthEnabled: false },
});

// A reading as an app would persist it, and one that a phone would have sent.
emulator.addReading({
  participantIdentifier: 'MDH-1001',
  namespace: 'Project',
  type: 'Mood',
  value: '4',
  observationDate: '2026-11-24T08:00:00-05:00',
});
emulator.addReading({
  participantIdentifier: 'MDH-1001',
  version: 2,
  namespace: 'HealthConnect',
  type: 'steps-daily',
  value: '12000',
  observationDate: '2026-11-24T23:59:00-05:00',
});

// A day goes by: tokens age, and a new day of data comes in.
emulator.advance(24 * 3600);

// Without its account, a source tells nothing: what does your page show then?
emulator.dataOf('MDH-1001').externalAccounts = [];
