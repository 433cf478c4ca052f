// The session on the app's own server.
export interface Session {
  key: string;
  baseUrl: string;
}

export async function readSession(): Promise<Session | null> {
  const response = await fetch('/api/session');
  if (!response.ok) throw new Error(`The session cannot be read: ${response.status}`);
  return response.json() as Promise<Session | null>;
}

export async function signIn(studyId: string): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  await fetch('/api/sign-in', { method: 'POST', headers, body: JSON.stringify({ studyId }) });
}

export async function endSession(): Promise<void> {
  await fetch('/api/sign-out', { method: 'POST' });
}
