// What the control page shows, told from the state.
import type { ShownFault, ShownRequest, ShownToken, State } from './control-client.js';
import { byId, element } from './element.js';
import { KeyedRows } from './keyed-rows.js';
import { createLifeLine } from './token-life.js';

/** What the buttons in the rows do. */
export interface RowActions {
  revoke: (token: ShownToken) => void;
  /** Shows the token's whole life in words. */
  tell: (token: ShownToken) => void;
  remove: (fault: ShownFault) => void;
}

/** Makes the function that shows a state. */
export function createView(actions: RowActions): (state: State) => void {
  let now = 0;
  const tokens = new KeyedRows<ShownToken>(byId('tokens', HTMLElement), (token) =>
    tokenRow(token, actions, () => now),
  );
  const faults = new KeyedRows<ShownFault>(byId('faults', HTMLElement), (fault) => faultRow(fault, actions));
  const requests = new KeyedRows<ShownRequest>(byId('requests', HTMLElement), requestRow);
  return (state) => {
    ({ now } = state);
    showFigures(state);
    showChart(state.requestsPerSecond);
    tokens.show(state.tokens, ({ id }) => id);
    faults.show(state.faults, ({ id }) => id);
    requests.show(state.requests, ({ id }) => String(id));
    byId('no-tokens', HTMLElement).hidden = state.tokens.length > 0;
    byId('no-faults', HTMLElement).hidden = state.faults.length > 0;
    byId('no-requests', HTMLElement).hidden = state.requests.length > 0;
  };
}

function showFigures(state: State): void {
  const { requestsPerSecond, settings } = state;
  const figures: Record<string, string> = {
    url: state.url,
    account: state.serviceAccount,
    project: state.projectId,
    'tokens-usable': String(state.tokensUsable),
    'tokens-issued': String(state.tokensIssued),
    'calls-now': String(requestsPerSecond.at(-2) ?? 0),
    'calls-minute': String(requestsPerSecond.reduce((sum, count) => sum + count, 0)),
    'faults-count': String(state.faults.length),
    'server-clock': `${new Date(state.serverNow).toLocaleString()}${describeOffset(settings)}`,
  };
  for (const [id, text] of Object.entries(figures)) byId(id, HTMLElement).textContent = text;
}

function describeOffset({ clockOffsetSeconds: offset, advancedSeconds }: State['settings']): string {
  const notes = [
    advancedSeconds === 0 ? '' : `${describeSeconds(advancedSeconds)} passed at once`,
    offset === 0 ? '' : `${Math.abs(offset)} s ${offset > 0 ? 'ahead' : 'behind'}`,
  ].filter(Boolean);
  return notes.length === 0 ? '' : ` (${notes.join(', ')})`;
}

function showChart(perSecond: readonly number[]): void {
  const most = Math.max(4, ...perSecond);
  const width = 600 / perSecond.length;
  const bars = perSecond.map((count, index) => {
    const bar = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
    const height = (count / most) * 78;
    const place = { x: index * width + 1, y: 80 - height, width: width - 2, height };
    for (const [name, value] of Object.entries(place)) bar.setAttribute(name, value.toFixed(1));
    return bar;
  });
  document.getElementById('chart')?.replaceChildren(...bars);
  byId('chart-caption', HTMLElement).textContent =
    `Calls in each of the last ${perSecond.length} seconds, ${Math.max(0, ...perSecond)} at most.`;
}

function tokenRow(first: ShownToken, actions: RowActions, now: () => number) {
  const holder =
    first.kind === 'service'
      ? 'Service account'
      : `${first.participantName} (${first.participantIdentifier})`;
  const state = element('td');
  const { line, update: updateLine } = createLifeLine();
  const left = element('td');
  const calls = element('td', { class: 'number' });
  const origin = element('td');
  const tell = element(
    'button',
    { type: 'button', 'aria-label': `The life of ${first.id}`, click: () => actions.tell(first) },
    'Life',
  );
  const button = element(
    'button',
    { type: 'button', 'aria-label': `Revoke ${first.id} of ${holder}`, click: () => actions.revoke(first) },
    'Revoke',
  );
  const row = element(
    'tr',
    {},
    element('td', { class: 'code' }, first.id),
    element('td', {}, holder),
    state,
    element('td', {}, line),
    left,
    calls,
    origin,
    element('td', { class: 'code scope' }, first.scope),
    element('td', {}, tell, button),
  );
  const update = (token: ShownToken): void => {
    setText(state, token.status);
    state.className = token.status;
    updateLine(token, now());
    setText(left, lifeLeft(token, now()));
    setText(calls, String(token.calls));
    setText(origin, token.lastOrigin ?? (token.calls > 0 ? 'a server' : 'not used'));
    button.hidden = token.status !== 'usable';
  };
  return { row, update };
}

function lifeLeft(token: ShownToken, now: number): string {
  if (token.status !== 'usable') return 'none';
  return describeSeconds(Math.max(0, Math.ceil((token.expiresAt - now) / 1000)));
}

function faultRow(first: ShownFault, actions: RowActions) {
  const text = element('span');
  const button = element(
    'button',
    { type: 'button', 'aria-label': `Remove ${describeFault(first)}`, click: () => actions.remove(first) },
    'Remove',
  );
  const row = element('li', {}, text, button);
  return { row, update: (fault: ShownFault) => setText(text, describeFault(fault)) };
}

function requestRow(call: ShownRequest) {
  const failed = call.status === 0 || call.status >= 400 ? ' failed' : '';
  const row = element(
    'tr',
    {},
    element('td', { class: 'code' }, new Date(call.at).toLocaleTimeString()),
    element('td', { class: 'code path' }, `${call.method} ${call.path}`),
    element('td', { class: `number${failed}` }, call.status === 0 ? 'none' : String(call.status)),
    element('td', { class: 'reason' }, call.reason ?? ''),
    element('td', { class: 'number' }, String(Math.round(call.durationMs))),
    element('td', { class: 'code' }, call.tokenId ?? ''),
    element('td', {}, call.faultId ?? ''),
  );
  return { row, update: () => undefined };
}

/** What each kind of fault does, if its fields do not say it. */
const effectWords: Record<ShownFault['effect'], string> = {
  delay: '',
  answer: '',
  lifetime: '',
  html: 'HTML body',
  empty: 'empty body',
  truncate: 'truncated body',
  hang: 'never an answer',
  drop: 'connection cut',
};

/** A fault in a sentence. */
export function describeFault(fault: ShownFault): string {
  const effects = [
    fault.latencySeconds === undefined ? '' : `${fault.latencySeconds} s late`,
    effectWords[fault.effect],
    fault.status === undefined ? '' : `status ${fault.status}`,
    fault.error ?? '',
    fault.retryAfter === undefined ? '' : `Retry-After ${fault.retryAfter}`,
    fault.tokenLifetimeSeconds === undefined ? '' : `token life ${fault.tokenLifetimeSeconds} s`,
  ];
  const where = fault.endpoint === '*' ? 'everything' : fault.endpoint;
  const left = fault.remainingCalls;
  const calls = left === null ? '' : ` for ${left} more call${left === 1 ? '' : 's'}`;
  return `${where}: ${effects.filter(Boolean).join(', ')}${calls}`;
}

function describeSeconds(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86_400)} days`;
}

/** Sets a text only if it differs, so that screen readers do not announce it again. */
function setText(node: HTMLElement, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}
