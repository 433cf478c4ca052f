// The provider's sign-in page: hands the verifier in with the decision, and sends the browser back.
import { byId } from './element.js';

const status = byId('status', HTMLElement);
const buttons = [byId('allow', HTMLButtonElement), byId('deny', HTMLButtonElement)];
const verifier = new URLSearchParams(location.hash.slice(1)).get('verifier') ?? '';
// The verifier must not stay in the address bar or the history.
history.replaceState(null, '', location.pathname);

for (const button of buttons) {
  button.addEventListener('click', () => void decide(button.id === 'allow'));
}
void showProvider();

async function showProvider(): Promise<void> {
  const response = await fetch(`${location.pathname}/provider`);
  const answer = (await response.json()) as { name?: string; message?: string };
  if (answer.name === undefined) return stop(answer.message ?? 'Something went wrong.');
  byId('provider', HTMLElement).textContent = answer.name;
  document.title = `Sign in to ${answer.name}`;
}

async function decide(allow: boolean): Promise<void> {
  for (const button of buttons) button.disabled = true;
  const response = await fetch(`${location.pathname}/decision`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ verifier, allow }),
  });
  const answer = (await response.json()) as { location?: string; message?: string };
  if (answer.location === undefined) stop(answer.message ?? 'Something went wrong.');
  else location.assign(answer.location);
}

function stop(problem: string): void {
  for (const button of buttons) button.disabled = true;
  status.textContent = problem;
}
