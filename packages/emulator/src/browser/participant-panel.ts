// A participant's data on the control page: what the sources tell, what was added, accounts, and the passing of time.
import { callControl, type ShownParticipant, type State } from './control-client.js';
import { byId, element } from './element.js';

/** Does something, says what was done or what was wrong, and shows the new state. */
export type Act = (action: () => Promise<string>) => Promise<void>;

/** The panel of one participant. */
export interface ParticipantPanel {
  /** Fills the list of participants, once there are any that it does not have. */
  fill(participants: State['participants']): void;
  /** Reads and shows the chosen participant. */
  refresh(): Promise<void>;
}

const steps: [label: string, seconds: number][] = [
  ['1 hour', 3600],
  ['6 hours', 6 * 3600],
  ['1 day', 86_400],
  ['1 week', 7 * 86_400],
];

/** Sources that take readings, by version; version 2 has names of its own. */
const readingSources: [label: string, namespace: string, version: 1 | 2][] = [
  ['Project', 'Project', 1],
  ['Fitbit', 'Fitbit', 1],
  ['Apple Health', 'AppleHealth', 1],
  ['Apple Health, version 2', 'AppleHealth', 2],
  ['Health Connect, version 2', 'HealthConnect', 2],
  ['Fitbit, version 2', 'Fitbit', 2],
];

const input = (id: string): HTMLInputElement => byId(id, HTMLInputElement);
const select = (id: string): HTMLSelectElement => byId(id, HTMLSelectElement);
const chosen = (): string => select('participant').value;
const pathOf = (rest = ''): string => `participants/${encodeURIComponent(chosen())}${rest}`;

/** The panel of this page. */
export function createParticipantPanel(act: Act): ParticipantPanel {
  let shown = '';
  const disconnect = (id: number, provider: string): Promise<void> =>
    act(async () => {
      await callControl('DELETE', pathOf(`/accounts/${id}`));
      return `Disconnected ${provider}: its data are gone with it.`;
    });
  const refresh = async (): Promise<void> => {
    if (chosen() === '') return;
    const view = await callControl<ShownParticipant>('GET', pathOf());
    const text = JSON.stringify(view);
    // An unchanged view is not drawn again, so that focus and selection survive.
    if (text === shown) return;
    shown = text;
    showParticipant(view, disconnect);
  };
  listen(act);
  select('participant').addEventListener('change', () => void refresh());
  return {
    fill(participants) {
      const list = select('participant');
      for (const { participantIdentifier, name } of participants.slice(list.options.length)) {
        list.append(
          element('option', { value: participantIdentifier }, `${name} (${participantIdentifier})`),
        );
      }
    },
    refresh,
  };
}

function listen(act: Act): void {
  byId('advance', HTMLElement).append(
    ...steps.map(([label, seconds]) =>
      element('button', { type: 'button', click: () => void act(() => advance(label, seconds)) }, label),
    ),
  );
  select('reading-source').append(
    ...readingSources.map(([label], index) => element('option', { value: String(index) }, label)),
  );
  byId('connect', HTMLButtonElement).addEventListener('click', () => void act(connect));
  byId('reading-form', HTMLFormElement).addEventListener('submit', (event) => {
    event.preventDefault();
    void act(addReading);
  });
}

async function advance(label: string, seconds: number): Promise<string> {
  await callControl('POST', 'advance', { seconds });
  return `${label} went by: tokens aged, and data came in.`;
}

async function connect(): Promise<string> {
  const { value, selectedOptions } = select('provider');
  await callControl('POST', pathOf('/accounts'), { providerId: Number(value) });
  return `Connected ${selectedOptions[0]?.textContent ?? 'the provider'}.`;
}

async function addReading(): Promise<string> {
  const [, namespace, version] = readingSources[Number(select('reading-source').value)] ?? readingSources[0]!;
  const type = input('reading-type').value;
  const date = input('reading-date').value;
  const observed = date === '' ? new Date() : new Date(date);
  await callControl('POST', 'readings', {
    participantIdentifier: chosen(),
    ...(version === 2 ? { version } : {}),
    namespace,
    type,
    value: input('reading-value').value,
    observationDate: observed.toISOString(),
  });
  return `Added: ${type} of ${chosen()}.`;
}

function showParticipant(
  view: ShownParticipant,
  disconnect: (id: number, provider: string) => Promise<void>,
): void {
  byId('accounts', HTMLElement).replaceChildren(
    ...view.accounts.map(({ id, provider, status }) =>
      element(
        'li',
        {},
        element('span', {}, `${provider}${status === 'fetchComplete' ? '' : `: ${status}`}`),
        element(
          'button',
          {
            type: 'button',
            'aria-label': `Disconnect ${provider}`,
            click: () => void disconnect(id, provider),
          },
          'Disconnect',
        ),
      ),
    ),
  );
  select('provider').replaceChildren(
    ...view.providers.map(({ id, name }) => element('option', { value: String(id) }, name)),
  );
  showDays(view);
  byId('readings', HTMLElement).replaceChildren(
    ...view.readings.map(({ date, source, type, value }) =>
      element('tr', {}, ...[date, source, type, value].map((text) => element('td', {}, text))),
    ),
  );
  byId('no-readings', HTMLElement).hidden = view.readings.length > 0;
}

function showDays({ sources, days }: ShownParticipant): void {
  byId('sources', HTMLElement).replaceChildren(
    ...['Day', ...sources].map((name) => element('th', { scope: 'col' }, name)),
  );
  byId('days', HTMLElement).replaceChildren(
    ...days.map(({ date, isToday, told }) =>
      element(
        'tr',
        {},
        element('th', { scope: 'row' }, isToday ? `${date}, so far` : date),
        ...told.map((facts) =>
          element(
            'td',
            {},
            ...facts.map(({ label, value }) =>
              element('span', { class: 'fact' }, element('span', { class: 'value' }, value), ` ${label}`),
            ),
          ),
        ),
      ),
    ),
  );
}
