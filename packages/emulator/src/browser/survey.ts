// The survey frame: shows a survey, sends the answers, and tells the page around it.
import { byId, element } from './element.js';
import {
  createSurveySource,
  tellParent,
  type Answers,
  type Survey,
  type SurveyStep,
} from './survey-source.js';

const source = createSurveySource(new URL(location.href));
const status = byId('status', HTMLElement);
const form = byId('survey', HTMLFormElement);
const submit = byId('submit', HTMLButtonElement);

byId('close', HTMLButtonElement).addEventListener('click', () => finish('Discarded'));
form.addEventListener('submit', (event) => {
  event.preventDefault();
  void send();
});
void start();

async function start(): Promise<void> {
  // The page that frames us then removes its loading sign. If no token comes, the participant sees why, and can close.
  tellParent({ name: 'SurveyWindowInitialized' });
  try {
    show(await source.load());
    status.textContent = '';
  } catch (error) {
    status.textContent = sentenceOf(error);
    status.className = 'problem';
  }
}

function show(survey: Survey): void {
  document.title = survey.surveyDisplayName;
  byId('title', HTMLElement).textContent = survey.surveyDisplayName;
  byId('description', HTMLElement).textContent = survey.surveyDescription;
  byId('questions', HTMLElement).replaceChildren(...survey.steps.map((step) => question(step)));
  submit.hidden = false;
}

function question(step: SurveyStep): HTMLElement {
  const name = step.resultIdentifier;
  if (step.type === 'text') {
    return element(
      'div',
      { class: 'question' },
      element('label', { for: name }, step.question),
      element('textarea', { id: name, name, rows: '3' }),
    );
  }
  const options =
    step.type === 'scale' ? Array.from({ length: 11 }, (_, n) => String(n)) : (step.choices ?? []);
  return element(
    'fieldset',
    { class: `question ${step.type}` },
    element('legend', {}, step.question),
    ...options.map((option) =>
      element('label', {}, element('input', { type: 'radio', name, value: option, required: true }), option),
    ),
  );
}

async function send(): Promise<void> {
  submit.disabled = true;
  status.className = '';
  status.textContent = 'Sending your answers.';
  try {
    await source.send(readAnswers());
    finish('Completed');
  } catch (error) {
    status.textContent = `${sentenceOf(error)} Your answers are still here: try again.`;
    status.className = 'problem';
    submit.disabled = false;
  }
}

function readAnswers(): Answers {
  const answers: Answers = {};
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string' && value !== '') (answers[name] ??= []).push(value);
  }
  return answers;
}

function finish(reason: 'Completed' | 'Discarded'): void {
  status.textContent =
    reason === 'Completed' ? 'Thank you. Your answers were sent.' : 'Closed without sending.';
  tellParent({ name: 'SurveyFinished', reason });
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : 'Something went wrong.';
}
