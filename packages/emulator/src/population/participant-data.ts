// Everything the emulator holds about one participant.
import type { Day } from './days.js';
import type { DeviceDataPoint } from './device-data.js';
import type { DeviceDataV2Point } from './device-data-v2.js';
import type { ExternalAccount } from './external-accounts.js';
import type { InboxItem } from './inbox.js';
import type { Notification } from './notifications.js';
import type { Scene } from './scene.js';
import type { SurveyRecords } from './survey-records.js';

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
  /**
   * The days from which the made-up device data are told, the last one being today up to now. A source tells of them
   * while the project collects from it and its account, if it has one, is among `externalAccounts`.
   */
  readonly days: readonly Day[];
  readonly surveys: SurveyRecords;
  readonly notifications: Notification[];
  readonly inbox: InboxItem[];
  /** Device data of version 1 beside the made-up ones: what apps persisted, and the readings that were added. */
  deviceData: DeviceDataPoint[];
  /** The same of version 2. */
  deviceDataV2: DeviceDataV2Point[];
  /** The IDs of made-up points that were deleted. */
  readonly deletedPoints: Set<string>;
  externalAccounts: ExternalAccount[];
  files: StoredFile[];
  readonly customEvents: CustomEvent[];
}
