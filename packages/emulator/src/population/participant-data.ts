// Everything the emulator holds about one participant. Made when it is first asked for, so that starting is quick.
import type { Participant } from '../participant.js';
import { generateDays, type Day } from './days.js';
import { generateDeviceData, type DeviceDataPoint } from './device-data.js';
import { generateExternalAccounts, type ExternalAccount } from './external-accounts.js';
import { generateInbox, type InboxItem } from './inbox.js';
import { generateNotifications, type Notification } from './notifications.js';
import { createScene, type Scene } from './scene.js';
import { generateSurveyRecords, type SurveyRecords } from './survey-records.js';

/** A file a participant uploaded. */
export interface StoredFile {
  key: string;
  category: string;
  fileName: string;
  /** Epoch milliseconds. */
  modifiedAt: number;
  contentType: string;
  content: Uint8Array;
}

/** A custom event an app tracked. */
export interface CustomEvent {
  eventType: string;
  properties: Record<string, unknown>;
  /** Epoch milliseconds. */
  trackedAt: number;
}

/**
 * A participant's data. The lists are live: what the API writes is found here, and what a test pushes here the API
 * answers with.
 */
export interface ParticipantData {
  readonly scene: Scene;
  readonly days: readonly Day[];
  readonly surveys: SurveyRecords;
  readonly notifications: Notification[];
  readonly inbox: InboxItem[];
  deviceData: DeviceDataPoint[];
  externalAccounts: ExternalAccount[];
  files: StoredFile[];
  readonly customEvents: CustomEvent[];
}

/** The data of all participants. */
export interface ParticipantRecords {
  of(participant: Participant): ParticipantData;
}

/**
 * Records from a seed.
 *
 * @param serverNow epoch milliseconds; the first reading is the moment up to which all histories run
 */
export function createParticipantRecords(seed: number, serverNow: () => number): ParticipantRecords {
  const byId = new Map<string, ParticipantData>();
  let historyEndsAt: number | null = null;
  return {
    of(participant) {
      const known = byId.get(participant.id);
      if (known !== undefined) return known;
      historyEndsAt ??= serverNow();
      const data = generate(createScene(seed, participant, historyEndsAt));
      byId.set(participant.id, data);
      return data;
    },
  };
}

function generate(scene: Scene): ParticipantData {
  const days = generateDays(scene);
  const surveys = generateSurveyRecords(scene);
  return {
    scene,
    days,
    surveys,
    notifications: generateNotifications(scene),
    inbox: generateInbox(scene, surveys.tasks),
    deviceData: generateDeviceData(scene, days),
    externalAccounts: generateExternalAccounts(scene),
    files: [],
    customEvents: [],
  };
}
