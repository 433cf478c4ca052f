// What the control page shows of one participant: accounts, days by source, and the readings that were added.
import type { ParticipantDirectory } from '../api/participant-directory.js';
import type { EmulatorControls } from '../emulator-controls.js';
import type { Participant } from '../participant.js';
import { isTold, type Source } from '../population/data-collection.js';
import type { Day } from '../population/days.js';
import { externalAccountProviders } from '../population/external-accounts.js';
import { airQuality, bloodPressure } from '../population/measurements.js';
import type { ParticipantData } from '../population/participant-data.js';
import type { ParticipantRecords } from '../population/participant-records.js';
import type { Scene } from '../population/scene.js';

/** What a source tells of a day, in the words of the page. */
export interface ShownFact {
  label: string;
  value: string;
}

/** The answer of `GET /__emulator__/participants/{participantIdentifier}`. */
export interface ParticipantView {
  participantIdentifier: string;
  accounts: { id: number; provider: string; status: string }[];
  /** The providers that the participant is not connected to. */
  providers: { id: number; name: string }[];
  /** The sources that tell of the days, in the order of the columns. */
  sources: Source[];
  /** Newest first, two weeks. What each source tells has the place of the source. */
  days: { date: string; isToday: boolean; told: ShownFact[][] }[];
  /** What apps persisted and what was added, newest first, at most 30. */
  readings: { id: string; version: 1 | 2; source: Source; type: string; value: string; date: string }[];
}

/** What the view is read from. */
export interface ParticipantViewSources {
  participants: ParticipantDirectory;
  records: ParticipantRecords;
  controls: EmulatorControls;
}

const shownDays = 14;
const shownReadings = 30;

type Tell = (day: Day, scene: Scene) => ShownFact[];

const bodyOf: Tell = ({ steps, sleepMinutes: night, restingHeartRate }) => [
  { label: 'steps', value: String(steps) },
  ...(night === null ? [] : [{ label: 'min asleep', value: String(night.deep + night.light + night.rem) }]),
  { label: 'bpm at rest', value: String(restingHeartRate) },
];

const pressureOf: Tell = (day, scene) => {
  const lower = bloodPressure('diastolic')(day, scene);
  return bloodPressure('systolic')(day, scene).map(({ value }, index) => ({
    label: 'mmHg',
    value: `${value}/${lower[index]?.value ?? ''}`,
  }));
};

const tellers: readonly [Source, Tell][] = [
  ['Fitbit', bodyOf],
  ['Garmin', bodyOf],
  ['AppleHealth', (day, scene) => [...bodyOf(day, scene), ...pressureOf(day, scene)]],
  ['HealthConnect', (day, scene) => [...bodyOf(day, scene), ...pressureOf(day, scene)]],
  ['Omron', pressureOf],
  [
    'AirNowApi',
    (day, scene) => airQuality('region')(day, scene).map(({ value }) => ({ label: 'AQI', value })),
  ],
];

/** Reads the view of a participant. */
export function readParticipantView(
  participant: Participant,
  { records, controls }: ParticipantViewSources,
): ParticipantView {
  const data = records.of(participant);
  const telling = tellers.filter(([source]) =>
    isTold(source, controls.dataCollectionSettings, data.externalAccounts),
  );
  const connected = new Set(data.externalAccounts.map(({ provider }) => provider.id));
  return {
    participantIdentifier: participant.participantIdentifier,
    accounts: data.externalAccounts.map(({ id, provider, status }) => ({
      id,
      provider: provider.name,
      status,
    })),
    providers: externalAccountProviders
      .filter(({ id }) => !connected.has(id))
      .map(({ id, name }) => ({ id, name })),
    sources: telling.map(([source]) => source),
    days: data.days
      .slice(-shownDays)
      .map((day, index, days) => ({
        date: day.date,
        isToday: index === days.length - 1,
        told: telling.map(([, tell]) => tell(day, data.scene)),
      }))
      .toReversed(),
    readings: readingsOf(data),
  };
}

function readingsOf({ deviceData, deviceDataV2 }: ParticipantData): ParticipantView['readings'] {
  const readings = [
    ...deviceData.map((point) => ({ version: 1 as const, ...point })),
    ...deviceDataV2.map((point) => ({ version: 2 as const, ...point })),
  ].map(({ id, version, namespace: source, type, value, observationDate, insertedDate }) => ({
    id,
    version,
    source,
    type,
    value,
    date: observationDate ?? insertedDate,
  }));
  return readings.toSorted((a, b) => Date.parse(b.date) - Date.parse(a.date)).slice(0, shownReadings);
}
