// The session on the app's own server.
export async function readSession() {
  const response = await fetch('/api/session');
  if (!response.ok) throw new Error(`The session cannot be read: ${response.status}`);
  return response.json();
}

export async function signIn(studyId) {
  const headers = { 'content-type': 'application/json' };
  await fetch('/api/sign-in', { method: 'POST', headers, body: JSON.stringify({ studyId }) });
}

export async function endSession() {
  await fetch('/api/sign-out', { method: 'POST' });
}
