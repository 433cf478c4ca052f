// What `mdh-emulator` prints once it listens.
import type { Emulator } from './emulator.js';

/** The URL, and the environment an authenticator needs, ready to paste into a `.env` file or a shell. */
export function announce(emulator: Emulator): string {
  const [first] = emulator.participants;
  return `MyDataHelps emulator: ${emulator.url}

Environment for the authenticator:

MDH_BASE_URL=${emulator.url}
MDH_SERVICE_ACCOUNT=${emulator.serviceAccount}
MDH_PROJECT_ID=${emulator.projectId}
MDH_PRIVATE_KEY="${emulator.privateKey.trim().replaceAll('\n', String.raw`\n`)}"

Participants: ${emulator.participants.length}, the first is ${first?.participantIdentifier ?? 'missing'}
Ctrl-C stops it.
`;
}
