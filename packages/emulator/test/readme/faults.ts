import { createEmulator } from '@mdh-tokens/emulator';

export const emulator = createEmulator({ tokenLifetimeSeconds: 60 });

// The token endpoint is down for the next two calls, and says when to come back.
emulator.faults.add({ effect: 'answer', endpoint: 'token', status: 503, retryAfter: 5, calls: 2 });

// Everything is slow, until it is removed.
const slow = emulator.faults.add({ effect: 'delay', latencySeconds: 2 });
emulator.faults.remove(slow.id);

// A captive portal answers the API; half an answer arrives; nothing ever does; the line is cut.
emulator.faults.add({ effect: 'html', endpoint: 'api', calls: 1 });
emulator.faults.add({ effect: 'truncate', endpoint: 'surveytasks', calls: 1 });
emulator.faults.add({ effect: 'hang', endpoint: 'inbox', calls: 1 });
emulator.faults.add({ effect: 'drop', endpoint: 'files', calls: 1 });

// The next token lives for ten seconds; later ones for two minutes.
emulator.faults.add({
  effect: 'lifetime',
  endpoint: 'participant-token',
  tokenLifetimeSeconds: 10,
  calls: 1,
});
emulator.tokenLifetimeSeconds = 120;

// The server's clock is an hour ahead: assertions are refused, and its Date header says so.
emulator.faults.clockOffsetSeconds = 3600;

// Everybody's token is refused from now on.
emulator.revoke({ kind: 'participant' });

emulator.faults.clear();
