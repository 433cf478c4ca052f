// The section of BENCHMARKS.md.
import type { Client } from '../clients/client.js';
import type { Score } from './score.js';
import { phaseTable } from './phase-table.js';
import { scenarioTable } from './scenario-table.js';

export interface Played {
  /** Ours first. */
  readonly clients: readonly Client[];
  /** By client. */
  readonly scores: ReadonlyMap<string, Score>;
  readonly positions: number;
  readonly draws: number;
  readonly isQuick: boolean;
}

export function hostileReport({ clients, scores, positions, draws, isQuick }: Played): string {
  const [ours] = clients as [Client, ...Client[]];
  const { callsAlone } = scores.get(ours.name)!;
  return `A page calls the API every five seconds and tab, for hours of virtual time, with each client in turn. The
authenticator, which is the token endpoint of every client, takes 200 ms, the API 60 ms; both go by the true time,
whatever the page's clock says. Tokens live 600 s unless the scenario says otherwise. An interrupted call was refused
by the client before anything was sent, or refused by the API, or not over after 30 s.
${isQuick ? '\nA quick run: not all clients, fewer positions, fewer draws of chance.\n' : ''}
${clients.map(({ name, title }) => `- **${name}**: ${title}${uncaught(scores.get(name)!)}`).join('\n')}

**Authenticator calls / interrupted API calls / most authenticator calls at once.** Of the calls, \`x\` were sent with
an expired token, and of the interrupted ones \`h\` never ended; the rest were refused by the client. Only what begins
after the event counts in 4a, 4b, 8b, 10a, 10b and 11c. n/a: the first token comes from a login, or an app makes the
client only once. Ours draws chance: its column shows the worst of its draws (${draws}), and one tab alone makes at
most ${callsAlone} calls in an hour.

${scenarioTable(scores)}

In scenario 7 the user is signed out: the store drops the token at once, the others use it until it ends. In 12 the
clients by hand have nothing to unmount.

**Where in a token's life it happens**: interrupted calls in the hour after, least / median / most of ${positions}
positions; and the median of the authenticator calls.

${phaseTable(scores)}

What the figures do not show: a call that is never answered (6a, 6b) ends in a real browser after minutes; background
tabs are not slowed down; all tabs are one document, without \`storage\` events; timers keep what is left of their
delay over a sleep. Clients with \`getToken()\` let a call wait for a refresh, ours lets the SDK's calls wait; by hand
(n1, n2, n3) the SDK refuses at once. OAuth clients use their stock refresh-token flow, and their login counts as one
call. LiveKit's tokens have an \`nbf\` in the distant past.`;
}

function uncaught({ unhandledRejections: count }: Score): string {
  return count === 0 ? '' : `; ${count} promise rejections that nobody catches`;
}
