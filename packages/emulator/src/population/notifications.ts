// The messages a participant was sent.
import { dayMs, hourMs, toIso, type Scene } from './scene.js';
import type { ScheduleMetadata } from './survey-records.js';

export const notificationTypes = ['Sms', 'Push', 'Email'] as const;
export const notificationStatusCodes = [
  'Succeeded',
  'Unsubscribed',
  'MissingContactInfo',
  'NoRegisteredMobileDevice',
  'NoAssociatedUser',
  'ServiceError',
] as const;

/** A message that was sent, or could not be. */
export interface Notification {
  id: string;
  identifier: string;
  participantID: string;
  participantIdentifier: string;
  contentVersion: number;
  sentDate: string;
  statusCode: (typeof notificationStatusCodes)[number];
  type: (typeof notificationTypes)[number];
  recipients: string[];
  content: { body?: string; title?: string; subject?: string };
  schedule?: ScheduleMetadata;
}

/** Thirty days of reminders, and a welcome. */
export function generateNotifications(scene: Scene): Notification[] {
  const random = scene.random('notifications');
  const reminders = Array.from({ length: 15 }, (_, index) =>
    reminder(scene, index, random.pick(notificationTypes), random.chance(0.9)),
  );
  return [welcome(scene), ...reminders];
}

function welcome(scene: Scene): Notification {
  return {
    ...common(scene, 'welcome', 80),
    identifier: 'Welcome',
    statusCode: 'Succeeded',
    type: 'Email',
    recipients: [scene.participant.demographics['email'] ?? ''],
    content: { subject: 'Welcome to the study', body: 'Thank you for taking part.' },
  };
}

function reminder(scene: Scene, index: number, type: Notification['type'], arrived: boolean): Notification {
  const { email = '', mobilePhone = '' } = scene.participant.demographics;
  const body = 'Your daily check-in is ready. It takes a minute.';
  return {
    ...common(scene, `reminder:${index}`, index * 2 + 1),
    identifier: 'DailyReminder',
    statusCode: arrived ? 'Succeeded' : 'NoRegisteredMobileDevice',
    type,
    recipients: arrived ? [{ Sms: mobilePhone, Email: email, Push: 'iPhone' }[type]] : [],
    content: type === 'Email' ? { subject: 'Daily check-in', body } : { title: 'Daily check-in', body },
  };
}

function common(
  scene: Scene,
  name: string,
  daysAgo: number,
): Pick<Notification, 'id' | 'participantID' | 'participantIdentifier' | 'contentVersion' | 'sentDate'> {
  return {
    id: scene.guid(`notification:${name}`),
    ...scene.owner,
    contentVersion: 1,
    sentDate: toIso(scene.now - daysAgo * dayMs + hourMs),
  };
}
