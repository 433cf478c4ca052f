// What `mdh-emulator` prints once it listens.
import type { Emulator } from '../emulator.js';
import type { Participant } from '../participant.js';

/** The URLs, the environment an authenticator needs, and the lines for a page, ready to be pasted. */
export function announce(emulator: Emulator): string {
  const shown = emulator.participants.slice(0, 5).map((participant) => `  ${describe(participant)}`);
  const more = emulator.participants.length - shown.length;
  const [first] = emulator.participants;
  const whom = first === undefined ? '' : ` --identifier ${toShellWord(first.participantIdentifier)}`;
  return `MyDataHelps emulator: ${emulator.url}
Faults, tokens, calls, data: ${emulator.url}__emulator__/

Settings for your server. Save them as .env and try: npx --no mdh-authenticator doctor${whom} --env-file .env

${environmentOf(emulator)}

In the page:

import MyDataHelps from '@careevolution/mydatahelps-js';
import { createTokenStore } from '@mdh-tokens/store';

const store = createTokenStore({
  authenticator: '/api/mydatahelps-token',
  sdk: MyDataHelps,
  baseUrl: '${emulator.url}',
});
await store.start();
console.log(await MyDataHelps.getParticipantInfo());

Participants:
${shown.join('\n')}${more > 0 ? `\n  and ${more} more` : ''}

Ctrl-C stops it.
`;
}

/** The lines of an environment. The key is one line with literal backslash-n, as in the vendor's own samples. */
function environmentOf(emulator: Emulator): string {
  return [
    `MDH_BASE_URL=${emulator.url}`,
    `MDH_TOKEN_URL=${emulator.tokenUrl}`,
    `MDH_SERVICE_ACCOUNT=${toEnvValue(emulator.serviceAccount)}`,
    `MDH_PROJECT_ID=${emulator.projectId}`,
    `MDH_PRIVATE_KEY="${emulator.privateKey.trim().replaceAll('\n', String.raw`\n`)}"`,
  ].join('\n');
}

/** Puts a value in quotes if a .env file needs them: a `#` begins a comment, and outer spaces and quotes are cut off. */
function toEnvValue(text: string): string {
  if (/^[^\s#'"`]([^#\n]*[^\s#])?$/.test(text)) return text;
  const quote = ["'", '`', '"'].find((mark) => !text.includes(mark)) ?? "'";
  return `${quote}${text}${quote}`;
}

function toShellWord(text: string): string {
  return /^[\w@.-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function describe({ participantIdentifier, demographics }: Participant): string {
  const name = [demographics['firstName'], demographics['lastName']].filter(Boolean).join(' ');
  return name === '' ? participantIdentifier : `${participantIdentifier}  ${name}`;
}
