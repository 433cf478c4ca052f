// A participant's inbox: messages, surveys and resources.
import { dayMs, toIso, type Scene } from './scene.js';
import type { SurveyTask } from './survey-records.js';

export const inboxItemTypes = ['message', 'survey', 'resource'] as const;
export const inboxItemStatuses = ['incomplete', 'closed', 'complete'] as const;

interface InboxItemBase {
  id: string;
  categories: string[];
  insertedDate: string;
  endDate?: string;
  status: (typeof inboxItemStatuses)[number];
  isNew: boolean;
}

/** A link in a message, or a resource itself. */
interface Resource {
  title: string;
  subTitle?: string;
  url: string;
  imageUrl?: string;
}

/** An entry of the inbox. */
export type InboxItem =
  | (InboxItemBase & { type: 'message'; title: string; content: string; relatedResources: Resource[] })
  | (InboxItemBase & {
      type: 'survey';
      dueDate?: string;
      name: string;
      displayName: string;
      description: string;
      hasRestorationData: boolean;
    })
  | (InboxItemBase & { type: 'resource' } & Resource);

/** Two messages, a resource, and the surveys that are open. */
export function generateInbox(scene: Scene, tasks: readonly SurveyTask[]): InboxItem[] {
  const base = (name: string, daysAgo: number, isNew: boolean): InboxItemBase => ({
    id: scene.guid(`inbox:${name}`),
    categories: ['Study news'],
    insertedDate: toIso(scene.now - daysAgo * dayMs),
    status: isNew ? 'incomplete' : 'complete',
    isNew,
  });
  const firstName = scene.participant.demographics['firstName'] ?? 'there';
  return [
    {
      ...base('welcome', 75, false),
      type: 'message',
      title: 'Welcome',
      content: `Hello ${firstName}, thank you for taking part in the study.`,
      relatedResources: [{ title: 'About the study', url: 'https://example.org/heart-study' }],
    },
    {
      ...base('results', 3, true),
      type: 'message',
      title: 'First results are in',
      content: 'We have looked at the first month of data. Read what we found.',
      relatedResources: [],
    },
    {
      ...base('guide', 40, true),
      type: 'resource',
      title: 'Wearing your tracker',
      subTitle: 'Two minutes to read',
      url: 'https://example.org/heart-study/tracker',
    },
    ...tasks.filter((task) => task.status === 'incomplete').map(toInboxSurvey),
  ];
}

function toInboxSurvey(task: SurveyTask): InboxItem {
  return {
    id: task.id,
    type: 'survey',
    categories: [task.surveyCategory],
    insertedDate: task.insertedDate,
    ...(task.dueDate === undefined ? {} : { dueDate: task.dueDate }),
    status: task.status,
    isNew: true,
    name: task.surveyName,
    displayName: task.surveyDisplayName,
    description: task.surveyDescription,
    hasRestorationData: task.hasSavedProgress,
  };
}
