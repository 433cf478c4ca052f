// What the README's sign-out example imports from the app: the end of the session on the app's server.

export async function endSession(): Promise<void> {
  await fetch('/session', { method: 'DELETE' });
}
