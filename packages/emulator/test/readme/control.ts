/** Fails the next token of a running emulator, whatever language the rest of your tests are in. */
export async function failNextToken(emulatorUrl: string): Promise<void> {
  await fetch(`${emulatorUrl}__emulator__/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ effect: 'answer', endpoint: 'participant-token', status: 500, calls: 1 }),
  });
}
