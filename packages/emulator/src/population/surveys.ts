// The surveys of the project, small but real: they can be taken in the survey frame.

/** One question. */
export interface SurveyStep {
  stepIdentifier: string;
  resultIdentifier: string;
  type: 'choice' | 'scale' | 'text';
  question: string;
  /** The answers to choose from, for `choice`. */
  choices?: string[];
}

/** A survey. */
export interface Survey {
  surveyID: string;
  surveyName: string;
  surveyDisplayName: string;
  surveyDescription: string;
  surveyCategory: string;
  surveyVersion: number;
  steps: SurveyStep[];
}

/** The surveys of every emulator. */
export const surveys: readonly Survey[] = [
  {
    surveyID: '5b0c8f1e-0d4b-4f0a-9f5e-3c1a7d2b6e01',
    surveyName: 'Daily Check-in',
    surveyDisplayName: 'Daily check-in',
    surveyDescription: 'Three short questions about your day.',
    surveyCategory: 'Daily',
    surveyVersion: 2,
    steps: [
      {
        stepIdentifier: 'mood',
        resultIdentifier: 'mood',
        type: 'choice',
        question: 'How do you feel today?',
        choices: ['Well', 'As usual', 'Unwell'],
      },
      {
        stepIdentifier: 'energy',
        resultIdentifier: 'energy',
        type: 'scale',
        question: 'How much energy do you have, from 0 (none) to 10 (plenty)?',
      },
      {
        stepIdentifier: 'note',
        resultIdentifier: 'note',
        type: 'text',
        question: 'Anything we should know?',
      },
    ],
  },
  {
    surveyID: '5b0c8f1e-0d4b-4f0a-9f5e-3c1a7d2b6e02',
    surveyName: 'Weekly Review',
    surveyDisplayName: 'Weekly review',
    surveyDescription: 'How the week went.',
    surveyCategory: 'Weekly',
    surveyVersion: 1,
    steps: [
      {
        stepIdentifier: 'breath',
        resultIdentifier: 'breath',
        type: 'choice',
        question: 'Were you short of breath this week?',
        choices: ['Never', 'On some days', 'Every day'],
      },
      {
        stepIdentifier: 'sleep',
        resultIdentifier: 'sleep_quality',
        type: 'scale',
        question: 'How well did you sleep, from 0 (badly) to 10 (very well)?',
      },
    ],
  },
  {
    surveyID: '5b0c8f1e-0d4b-4f0a-9f5e-3c1a7d2b6e03',
    surveyName: 'Baseline',
    surveyDisplayName: 'About you',
    surveyDescription: 'Once, at the start of the study.',
    surveyCategory: 'Onboarding',
    surveyVersion: 4,
    steps: [
      {
        stepIdentifier: 'smoking',
        resultIdentifier: 'smoking',
        type: 'choice',
        question: 'Do you smoke?',
        choices: ['No', 'In the past', 'Yes'],
      },
    ],
  },
];

/** The survey of that name, in any case. */
export function findSurvey(surveyName: string): Survey | undefined {
  return surveys.find((survey) => survey.surveyName.toLowerCase() === surveyName.toLowerCase());
}
