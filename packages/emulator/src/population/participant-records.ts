// The data of all participants, each made when it is first asked for, so that starting is quick.
import type { Participant } from '../participant.js';
import { addReading } from './add-reading.js';
import { createDays } from './days.js';
import { generateExternalAccounts } from './external-accounts.js';
import { generateInbox } from './inbox.js';
import { generateNotifications } from './notifications.js';
import type { ParticipantData } from './participant-data.js';
import type { ParticipantReading } from './reading.js';
import { createScene, type Scene } from './scene.js';
import { generateSurveyRecords } from './survey-records.js';

/** The data of all participants. */
export interface ParticipantRecords {
  of(participant: Participant): ParticipantData;
}

/** What the records of an emulator are made from. */
export interface RecordsOptions {
  seed: number;
  /** Readings that are there from the start. */
  readings: readonly ParticipantReading[];
  /** Epoch milliseconds. The first call is the moment up to which surveys and messages are made up. */
  serverNow: () => number;
}

/** The records of an emulator. */
export function createParticipantRecords({ seed, readings, serverNow }: RecordsOptions): ParticipantRecords {
  const byId = new Map<string, ParticipantData>();
  let historyEndsAt: number | null = null;
  return {
    of(participant) {
      const known = byId.get(participant.id);
      if (known !== undefined) return known;
      historyEndsAt ??= serverNow();
      const data = generate(createScene(seed, participant, serverNow, historyEndsAt));
      for (const { participantIdentifier, ...reading } of readings) {
        if (participantIdentifier === participant.participantIdentifier) addReading(data, reading);
      }
      byId.set(participant.id, data);
      return data;
    },
  };
}

function generate(scene: Scene): ParticipantData {
  const days = createDays(scene);
  const surveys = generateSurveyRecords(scene);
  return {
    scene,
    get days() {
      return days.upTo(scene.clock());
    },
    surveys,
    notifications: generateNotifications(scene),
    inbox: generateInbox(scene, surveys.tasks),
    deviceData: [],
    deviceDataV2: [],
    deletedPoints: new Set(),
    externalAccounts: generateExternalAccounts(scene),
    files: [],
    customEvents: [],
  };
}
