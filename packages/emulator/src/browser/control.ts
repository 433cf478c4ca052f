// The control page: shows the state every second, and switches faults and settings.
import { callControl, type ShownFault, type State } from './control-client.js';
import { createView, describeFault } from './control-view.js';
import { byId, element } from './element.js';
import { hintAtScrolling } from './scroll-hint.js';
import { createParticipantPanel } from './participant-panel.js';
import { createSettingsForm, numberOf } from './settings-form.js';
import { createLifePanel } from './token-life.js';

const refreshMs = 1000;

const presets: [label: string, fault: Record<string, unknown>][] = [
  [
    'Token endpoint down, Retry-After 10',
    { effect: 'answer', endpoint: 'token', status: 503, retryAfter: 10 },
  ],
  ['Next token fails', { effect: 'answer', endpoint: 'participant-token', status: 500, calls: 1 }],
  ['Tokens live 15 s', { effect: 'lifetime', endpoint: 'participant-token', tokenLifetimeSeconds: 15 }],
  ['Slow: 3 s', { effect: 'delay', latencySeconds: 3 }],
  ['API says 429', { effect: 'answer', endpoint: 'api', status: 429, retryAfter: 5 }],
  ['HTML for JSON', { effect: 'html' }],
  ['No connection', { effect: 'drop' }],
];

const input = (id: string): HTMLInputElement => byId(id, HTMLInputElement);
const select = (id: string): HTMLSelectElement => byId(id, HTMLSelectElement);
const settings = createSettingsForm();
const life = createLifePanel();
const participant = createParticipantPanel(act);
const show = createView({
  tell: ({ id }) => {
    life.show(id);
    void refresh();
  },
  revoke: (token) => void act(() => revoke({ id: token.id })),
  remove: (fault) =>
    void act(async () => {
      await callControl('DELETE', `faults/${fault.id}`);
      return `Removed: ${describeFault(fault)}.`;
    }),
});
let paused = false;
let filled = false;
let isSilent = false;

listen();
hintAtScrolling();
void refresh();
setInterval(() => {
  if (!paused && document.visibilityState === 'visible') void refresh();
}, refreshMs);

async function refresh(): Promise<void> {
  try {
    const state = await callControl<State>('GET', 'state');
    show(state);
    life.update(state.tokens, state.now);
    settings.show(state.settings);
    fillLists(state);
    participant.fill(state.participants);
    await participant.refresh();
    if (isSilent) say('The emulator answers again.');
    isSilent = false;
  } catch (error) {
    // Said once, not every second, since screen readers read it out.
    if (!isSilent) say(sentenceOf(error), true);
    isSilent = true;
  }
}

function fillLists({ participants, endpoints }: State): void {
  if (filled) return;
  filled = true;
  select('fault-endpoint').append(
    ...endpoints.map((name) => element('option', { value: name }, name === '*' ? 'everything' : name)),
  );
  select('revoke-who').append(
    element('option', { value: '' }, 'everybody'),
    element('option', { value: 'service' }, 'the service account'),
    ...participants.map(({ participantIdentifier, name }) =>
      element(
        'option',
        { value: `participant:${participantIdentifier}` },
        `${name} (${participantIdentifier})`,
      ),
    ),
  );
}

function listen(): void {
  byId('presets', HTMLElement).append(
    ...presets.map(([label, fault]) =>
      element('button', { type: 'button', click: () => void act(() => addFault(fault)) }, label),
    ),
  );
  onSubmit('fault-form', () => addFault(readFaultForm()));
  onSubmit('settings', applySettings);
  select('fault-effect').addEventListener('change', showFaultFields);
  byId('clear', HTMLButtonElement).addEventListener('click', () => void act(clear));
  byId('revoke', HTMLButtonElement).addEventListener('click', () => void act(() => revoke(readRevokeForm())));
  byId('pause', HTMLButtonElement).addEventListener('click', ({ currentTarget }) => {
    paused = !paused;
    if (!(currentTarget instanceof HTMLElement)) return;
    currentTarget.setAttribute('aria-pressed', String(paused));
    say(paused ? 'Updates are paused.' : 'Updates go on.');
  });
}

function onSubmit(id: string, action: () => Promise<string>): void {
  byId(id, HTMLFormElement).addEventListener('submit', (event) => {
    event.preventDefault();
    void act(action);
  });
}

/** Does something, says what was done or what was wrong, and shows the new state. */
async function act(action: () => Promise<string>): Promise<void> {
  try {
    say(await action());
  } catch (error) {
    say(sentenceOf(error), true);
  }
  await refresh();
}

async function addFault(fault: Record<string, unknown>): Promise<string> {
  return `Added: ${describeFault(await callControl<ShownFault>('POST', 'faults', fault))}.`;
}

async function clear(): Promise<string> {
  await callControl('DELETE', 'faults');
  settings.forget('offset');
  return 'All faults are removed, and the clock is right.';
}

async function revoke(filter: Record<string, string>): Promise<string> {
  const { revoked } = await callControl<{ revoked: number }>('POST', 'revoke', filter);
  return `Revoked ${revoked} token${revoked === 1 ? '' : 's'}.`;
}

async function applySettings(): Promise<string> {
  await settings.apply();
  return 'The settings count from the next call on.';
}

function readRevokeForm(): Record<string, string> {
  const who = select('revoke-who').value;
  if (who === '') return {};
  return who === 'service' ? { kind: who } : { participantIdentifier: who.slice('participant:'.length) };
}

function readFaultForm(): Record<string, unknown> {
  const effect = select('fault-effect').value;
  const value = numberOf(input('fault-value'));
  const effects: Record<string, Record<string, unknown>> = {
    answer: { status: value, retryAfter: numberOf(input('fault-retry')) },
    delay: { latencySeconds: value },
    lifetime: { tokenLifetimeSeconds: value },
  };
  return {
    effect,
    endpoint: select('fault-endpoint').value,
    calls: numberOf(input('fault-calls')),
    ...effects[effect],
  };
}

function showFaultFields(): void {
  const effect = select('fault-effect').value;
  const fields: Record<string, [name: string, example: string]> = {
    answer: ['Status', '503'],
    delay: ['Seconds', '3'],
    lifetime: ['Seconds', '15'],
  };
  const field = fields[effect];
  byId('value-label', HTMLElement).hidden = field === undefined;
  byId('retry-label', HTMLElement).hidden = effect !== 'answer';
  const endpoint = select('fault-endpoint');
  if (effect === 'lifetime' && !endpoint.value.endsWith('token')) endpoint.value = 'participant-token';
  if (field === undefined) return;
  byId('value-name', HTMLElement).textContent = field[0];
  input('fault-value').value = field[1];
}

function say(sentence: string, isProblem = false): void {
  const said = byId('said', HTMLElement);
  said.textContent = sentence;
  said.classList.toggle('problem', isProblem);
}

function sentenceOf(error: unknown): string {
  // What fetch rejects with.
  if (error instanceof TypeError) return 'The emulator does not answer.';
  return error instanceof Error ? error.message : 'Something went wrong.';
}
